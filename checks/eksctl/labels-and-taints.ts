import { taintEffects } from '../../tables/eksctl-words.ts';
import { didYouMean } from '../../terminal/suggest.ts';
import { nodeGroupsOf } from './node-group.ts';
import { either, isMap, type Place, type Problem, rule } from './place.ts';

export const labelsAndTaints = rule(
  {
    id: 'eksctl/labels-and-taints',
    severity: 'refused',
    why: 'The kubelet or EKS refuses such a label or taint.',
    remedy: 'Write a label or taint that nodes may give themselves.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  for (const { place } of nodeGroupsOf(cluster)) {
    for (const [key, at] of place.at('labels').entries()) yield* label(key, at);
    yield* taints(place.at('taints'));
  }
}

function* label(key: string, at: Place): Generator<Problem> {
  if (!isQualifiedName(key)) {
    yield { at, message: `${JSON.stringify(key)} can't be a label`, allowed: nameForm };
  } else if (isReserved(key)) {
    yield {
      at,
      message: `nodes may not give themselves the label ${key}`,
      allowed: 'no kubernetes.io or k8s.io, but node.kubernetes.io',
      fix: 'use your own prefix, or node.kubernetes.io',
    };
  } else if (!isLabelValue(at.text)) {
    yield {
      at,
      message: `${JSON.stringify(at.text)} can't be a label's value`,
      allowed: valueForm,
    };
  }
}

function* taints(at: Place): Generator<Problem> {
  if (isMap(at.value)) {
    for (const [key, entry] of at.entries()) {
      const parts = entry.text.split(':');
      const [value = '', effect] =
        parts.length === 2 ? parts : ['', parts.length === 1 ? parts[0] : ''];
      yield* taint({ key, value, effect: effect ?? '', at: entry });
    }
  }
  for (const entry of at.items()) {
    if (!entry.isSet) continue;
    const [key, value, effect] = ['key', 'value', 'effect'].map((name) => entry.at(name));
    yield* taint({
      key: key?.text ?? '',
      value: value?.text ?? '',
      effect: effect?.text ?? '',
      at: entry,
      atEffect: effect,
    });
  }
}

interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
  readonly at: Place;
  readonly atEffect?: Place;
}

function* taint({ key, value, effect, at, atEffect }: Taint): Generator<Problem> {
  if (!isQualifiedName(key)) {
    yield { at, message: `${JSON.stringify(key)} can't be a taint's key`, allowed: nameForm };
  } else if (!isLabelValue(value)) {
    yield { at, message: `${JSON.stringify(value)} can't be a taint's value`, allowed: valueForm };
  } else if (!taintEffects.includes(effect)) {
    yield {
      at: atEffect ?? at,
      message: effect
        ? `a taint has no effect ${JSON.stringify(effect)}`
        : `the taint ${key} has no effect`,
      allowed: either(taintEffects),
      fix: effect ? didYouMean(effect, taintEffects) : undefined,
    };
  }
}

const nameForm = '[prefix/]name, the name of letters, digits and -_. up to 63 characters';
const valueForm = 'letters, digits and -_. up to 63 characters, first and last a letter or digit';

function isQualifiedName(key: string): boolean {
  const parts = key.split('/');
  const name = parts.pop() ?? '';
  const prefix = parts.pop();
  if (parts.length || !name || !isLabelValue(name)) return false;
  if (prefix === undefined) return true;
  const part = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';
  return prefix.length <= 253 && new RegExp(`^${part}(\\.${part})*$`).test(prefix);
}

function isLabelValue(value: string): boolean {
  return value.length <= 63 && /^([A-Za-z0-9]([\w.-]*[A-Za-z0-9])?)?$/.test(value);
}

// What a kubelet may set of Kubernetes' own labels.
const kubeletLabels = [
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'kubernetes.io/arch',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
  'beta.kubernetes.io/instance-type',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/arch',
];
const kubeletPrefixes = ['kubelet.kubernetes.io', 'node.kubernetes.io'];

function isReserved(key: string): boolean {
  const prefix = key.includes('/') ? (key.split('/')[0] ?? '') : '';
  const isOf = (domain: string) => prefix === domain || prefix.endsWith(`.${domain}`);
  if (!['kubernetes.io', 'k8s.io'].some(isOf)) return false;
  return !kubeletLabels.includes(key) && !kubeletPrefixes.some(isOf);
}

import { likelyName } from './likely-name.ts';
import type { Finding } from './check.ts';
import { someOf } from './finding.ts';
import type { Index } from './index-of.ts';
import type { PodTemplate } from './pods.ts';
import { at, fields, list, show, text, textEntries } from './values.ts';

type Labels = Readonly<Record<string, string>>;

/** Whether labels meet a label selector; an empty selector is met by all, an absent one by none. */
export function matches(selector: unknown, labels: Labels): boolean {
  if (typeof selector !== 'object' || selector === null) return false;
  for (const [key, value] of textEntries(at(selector, 'matchLabels'))) {
    if (!Object.hasOwn(labels, key) || labels[key] !== value) return false;
  }
  return list(at(selector, 'matchExpressions')).every((expression) => holds(expression, labels));
}

function holds(expression: unknown, labels: Labels): boolean {
  const { key, operator, values } = fields(expression);
  const name = text(key) ?? '';
  const has = Object.hasOwn(labels, name);
  switch (operator) {
    case 'In':
      return has && list(values).includes(labels[name]);
    case 'NotIn':
      return !has || !list(values).includes(labels[name]);
    case 'Exists':
      return has;
    case 'DoesNotExist':
      return !has;
    default:
      return false;
  }
}

/** The pods of a namespace that a label selector selects. */
export function podsSelected(
  index: Index,
  namespace: string,
  selector: unknown,
): readonly PodTemplate[] {
  if (typeof selector !== 'object' || selector === null) return [];
  const pairs = textEntries(at(selector, 'matchLabels'));
  const expressions = list(at(selector, 'matchExpressions'));
  if (pairs.length === 0 && expressions.length === 0) return index.podsIn(namespace);
  let fewest = index.podsIn(namespace);
  for (const [key, value] of pairs) {
    const labelled = index.podsLabelled(namespace, key, value);
    if (labelled.length < fewest.length) fewest = labelled;
  }
  return fewest.filter(({ labels }) => matches(selector, labels));
}

/** The pods of a namespace that have all of a Service's selector labels. */
export function podsWith(index: Index, namespace: string, labels: unknown): readonly PodTemplate[] {
  return podsSelected(index, namespace, { matchLabels: labels });
}

/** A selector as a person would write it: `name=carts`. */
export function showSelector(selector: unknown): string {
  const pairs = textEntries(at(selector, 'matchLabels')).map(([key, value]) => `${key}=${value}`);
  const expressions = list(at(selector, 'matchExpressions')).map((expression) => {
    const { key, operator, values } = fields(expression);
    const among = list(values).map(show).join(', ');
    return `${show(key)} ${show(operator)}${among && ` (${among})`}`;
  });
  return [...pairs, ...expressions].join(', ') || 'everything';
}

/** What a selector that selects no pod of a namespace may have meant, in words. */
export function likelySelector(
  index: Index,
  namespace: string,
  selector: unknown,
): Pick<Finding, 'allowed' | 'fix'> {
  const labels = labelsOf(index.podsIn(namespace));
  for (const [key, value] of textEntries(at(selector, 'matchLabels'))) {
    if (index.podsLabelled(namespace, key, value).length > 0) continue;
    const values = labels.get(key);
    if (values) {
      return {
        allowed: `${key}: ${someOf(values)}`,
        fix: likelyName(value, values)?.replace('mean ', `mean ${key}: `),
      };
    }
    if (labels.size === 0) return {};
    return {
      allowed: `a label that a pod there has: ${someOf(labels.keys())}`,
      fix: likelyName(key, labels.keys()),
    };
  }
  return {};
}

const known = new WeakMap<readonly PodTemplate[], ReadonlyMap<string, readonly string[]>>();

/** The labels of some pods, each with its values. */
function labelsOf(pods: readonly PodTemplate[]): ReadonlyMap<string, readonly string[]> {
  let found = known.get(pods);
  if (!found) {
    const sets = new Map<string, Set<string>>();
    for (const [key, value] of pods.flatMap(({ labels }) => Object.entries(labels))) {
      sets.set(key, (sets.get(key) ?? new Set()).add(value));
    }
    found = new Map([...sets].map(([key, values]) => [key, [...values]]));
    known.set(pods, found);
  }
  return found;
}

/** The namespaces that a peer of a NetworkPolicy means: its policy's own, unless it selects others. */
export function namespacesOfPeer(index: Index, peer: unknown, own: string): string[] {
  const selector = at(peer, 'namespaceSelector');
  if (selector === undefined) return [own];
  // By far the most select one by the name that Kubernetes gives it as a label.
  const name = at(selector, 'matchLabels', 'kubernetes.io/metadata.name');
  const candidates = typeof name === 'string' ? [name] : [...index.namespaces.keys()];
  return candidates.filter((one) => {
    const labels = index.namespaces.get(one);
    return labels !== undefined && matches(selector, labels);
  });
}

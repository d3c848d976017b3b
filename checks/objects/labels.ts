import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { at, fields, list, text } from '../values.ts';

const about: About = {
  id: 'labels',
  severity: 'refused',
  why: 'The API server refuses such a label or annotation.',
  remedy: 'Write it with the allowed characters and length.',
};
const finding = findingsOf(about);

const keyName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const keyPrefix = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const labelValue = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const largestAnnotations = 256 * 1024;

export const labels = check(about, (subject) =>
  indexOf(subject).objects.flatMap((located) => {
    const { object, kind } = located;
    const places: [string, unknown][] = [
      ['metadata', object.metadata],
      ['spec.template.metadata', at(object, 'spec', 'template', 'metadata')],
      [
        'spec.jobTemplate.spec.template.metadata',
        at(object, 'spec', 'jobTemplate', 'spec', 'template', 'metadata'),
      ],
    ];
    return [
      ...places.flatMap(([path, metadata]) => [
        ...labelMap(located, `${path}.labels`, at(metadata, 'labels')),
        ...annotationMap(located, `${path}.annotations`, at(metadata, 'annotations')),
      ]),
      ...selectors(located).flatMap(([path, map]) => labelMap(located, path, map)),
      ...(kind === 'Service'
        ? labelMap(located, 'spec.selector', at(object, 'spec', 'selector'))
        : []),
    ];
  }),
);

function selectors({ kind, object }: Located): [string, unknown][] {
  const spec = fields(object.spec);
  const maps: [string, unknown][] = [
    ['spec.selector.matchLabels', at(spec.selector, 'matchLabels')],
    ['spec.podSelector.matchLabels', at(spec.podSelector, 'matchLabels')],
    ['spec.nodeSelector', spec.nodeSelector],
    ['spec.template.spec.nodeSelector', at(spec.template, 'spec', 'nodeSelector')],
  ];
  if (kind !== 'NetworkPolicy') return maps;
  for (const [direction, peers] of [['ingress', 'from'] as const, ['egress', 'to'] as const]) {
    list(spec[direction]).forEach((rule, r) =>
      list(at(rule, peers)).forEach((peer, p) => {
        for (const selector of ['podSelector', 'namespaceSelector']) {
          maps.push([
            `spec.${direction}[${r}].${peers}[${p}].${selector}.matchLabels`,
            at(peer, selector, 'matchLabels'),
          ]);
        }
      }),
    );
  }
  return maps;
}

function labelMap(located: Located, path: string, map: unknown): Finding[] {
  return Object.entries(fields(map)).flatMap(([key, value]) => {
    const at = `${path}[${JSON.stringify(key)}]`;
    const found = keyProblem(located, at, key, key);
    const written = text(value);
    if (written === undefined || (written.length <= 63 && labelValue.test(written))) return found;
    return [
      ...found,
      finding(located, {
        path: at,
        value: written,
        message:
          written.length > 63 ? 'is a label value that is too long' : 'is not a valid label value',
        allowed:
          'letters, digits, -, _ and ., at most 63 of them, a letter or digit first and last',
        fix: 'put free text into an annotation',
      }),
    ];
  });
}

function annotationMap(located: Located, path: string, map: unknown): Finding[] {
  let size = 0;
  const found = Object.entries(fields(map)).flatMap(([key, value]) => {
    size += key.length + (text(value)?.length ?? 0);
    return keyProblem(located, `${path}[${JSON.stringify(key)}]`, key, key.toLowerCase());
  });
  if (size <= largestAnnotations) return found;
  const message = `annotations of ${Math.ceil(size / 1024)} KiB are more than an object may have`;
  return [...found, finding(located, { path, message, allowed: 'up to 256 KiB' })];
}

function keyProblem(located: Located, path: string, key: string, tested: string): Finding[] {
  const parts = tested.split('/');
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const valid =
    parts.length <= 2 &&
    name.length <= 63 &&
    keyName.test(name) &&
    (prefix === undefined || (prefix.length <= 253 && keyPrefix.test(prefix)));
  if (valid) return [];
  return [
    finding(located, {
      path,
      value: key,
      message: 'is not a valid key',
      allowed: 'a name of at most 63 letters, digits, -, _ and ., after a DNS name and / if wanted',
    }),
  ];
}

import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import type { PodTemplate } from '../pods.ts';
import { at, fields, list, text } from '../values.ts';

const about: About = {
  id: 'node-labels',
  severity: 'risky',
  why: 'Kubernetes replaced these node labels, and newer nodes no longer have some of them.',
  remedy: 'Write the label that replaces it.',
};
const finding = findingsOf(about);

const replacements: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'node-role.kubernetes.io/master': 'node-role.kubernetes.io/control-plane',
};

export const nodeLabels = check(about, (subject) => {
  const index = indexOf(subject);
  return [
    ...index.pods.flatMap(podPlaces),
    ...index
      .kind('StorageClass')
      .flatMap((storage) =>
        list(storage.object.allowedTopologies).flatMap((term, t) =>
          list(at(term, 'matchLabelExpressions')).flatMap((expression, e) =>
            deprecated(
              storage,
              `allowedTopologies[${t}].matchLabelExpressions[${e}].key`,
              at(expression, 'key'),
            ),
          ),
        ),
      ),
  ];
});

function podPlaces({ owner, path, spec }: PodTemplate): Finding[] {
  const found = Object.keys(fields(spec.nodeSelector)).flatMap((key) =>
    deprecated(owner, `${path}spec.nodeSelector[${JSON.stringify(key)}]`, key),
  );
  // Affinity and spread constraints nest their keys differently; only `key` and `topologyKey` name labels.
  const visit = (value: unknown, where: string, depth: number): void => {
    if (depth > 12 || typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const here = Array.isArray(value) ? `${where}[${key}]` : `${where}.${key}`;
      if (key === 'key' || key === 'topologyKey') found.push(...deprecated(owner, here, inner));
      else visit(inner, here, depth + 1);
    }
  };
  visit(spec.affinity, `${path}spec.affinity`, 0);
  visit(spec.topologySpreadConstraints, `${path}spec.topologySpreadConstraints`, 0);
  return found;
}

function deprecated(located: Located, path: string, value: unknown): Finding[] {
  const key = text(value);
  if (key === undefined || !Object.hasOwn(replacements, key)) return [];
  return [
    finding(located, {
      path,
      value: key,
      message: 'is a deprecated node label that nodes may lose',
      fix: `write ${replacements[key]}`,
    }),
  ];
}

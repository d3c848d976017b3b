import { likelyName } from '../likely-name.ts';
import { type About, check, type Finding } from '../check.ts';
import { madeByEksctl } from '../cluster/eksctl-accounts.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { at, fields, list, text } from '../values.ts';

const about: About = {
  id: 'service-accounts',
  severity: 'broken',
  why: "Pods of a ServiceAccount that doesn't exist are refused, and bindings to it give no right.",
  remedy: 'Create the ServiceAccount, or correct its name.',
};
const finding = findingsOf(about);

export const serviceAccounts = check(about, (subject) => {
  const index = indexOf(subject);
  const made = madeByEksctl(subject.clusterConfig);
  const fromEksctl = new Set(made.map(({ namespace, name }) => `${namespace}/${name}`));
  const known = new Map<string, readonly string[]>();
  const namesIn = (namespace: string): readonly string[] => {
    const names = known.get(namespace) ?? [
      ...index.names('ServiceAccount', namespace),
      ...made.filter((one) => one.namespace === namespace).map((one) => one.name),
      'default',
    ];
    known.set(namespace, names);
    return names;
  };
  const wrong = (owner: Located, path: string, namespace: string, name: string): Finding[] => {
    const exists =
      name === 'default' ||
      index.find('ServiceAccount', namespace, name) ||
      fromEksctl.has(`${namespace}/${name}`);
    if (exists) return [];
    const names = namesIn(namespace);
    return [
      finding(owner, {
        path,
        value: name,
        message: `is a ServiceAccount that nothing creates in namespace ${namespace}`,
        allowed: someOf(names),
        fix: likelyName(name, names) ?? 'add the ServiceAccount',
        absent: true,
      }),
    ];
  };
  const bindings = [...index.kind('RoleBinding'), ...index.kind('ClusterRoleBinding')];
  return [
    ...index.pods.flatMap(({ owner, path, spec }) => {
      const name = text(spec.serviceAccountName) ?? text(spec.serviceAccount);
      if (!name) return [];
      return wrong(owner, `${path}spec.serviceAccountName`, owner.namespace, name);
    }),
    ...bindings.flatMap((binding) =>
      list(at(binding.object, 'subjects')).flatMap((entry, i) => {
        const { kind, name, namespace } = fields(entry);
        if (kind !== 'ServiceAccount' || typeof name !== 'string') return [];
        const where = text(namespace) ?? binding.namespace;
        return where ? wrong(binding, `subjects[${i}].name`, where, name) : [];
      }),
    ),
  ];
});

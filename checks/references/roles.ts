import { likelyName } from '../likely-name.ts';
import { type About, check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at, text } from '../values.ts';

const about: About = {
  id: 'roles',
  severity: 'broken',
  why: "A binding to a role that doesn't exist is accepted and gives no right.",
  remedy: 'Create the role, or correct its name.',
};
const finding = findingsOf(about);

const builtIn = new Set(['admin', 'cluster-admin', 'edit', 'view']);
// What an extension API server, such as metrics-server, is bound to.
const builtInRole = 'extension-apiserver-authentication-reader';

export const roles = check(about, (subject) => {
  const index = indexOf(subject);
  const bindings = [...index.kind('RoleBinding'), ...index.kind('ClusterRoleBinding')];
  return bindings.flatMap((binding) => {
    const kind = text(at(binding.object, 'roleRef', 'kind'));
    const name = text(at(binding.object, 'roleRef', 'name'));
    if ((kind !== 'Role' && kind !== 'ClusterRole') || !name) return [];
    const namespace = kind === 'Role' ? binding.namespace : '';
    if (index.find(kind, namespace, name)) return [];
    if (kind === 'ClusterRole' && (builtIn.has(name) || name.startsWith('system:'))) return [];
    if (namespace === 'kube-system' && name === builtInRole) return [];
    const names = index.names(kind, namespace);
    return [
      finding(binding, {
        path: 'roleRef.name',
        value: name,
        message: `is a ${kind} that nothing creates${namespace && ` in namespace ${namespace}`}: the binding gives nothing`,
        allowed: someOf(names),
        fix: likelyName(name, names),
        absent: true,
      }),
    ];
  });
});

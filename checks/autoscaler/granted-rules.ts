import type { Index } from '../index-of.ts';
import type { Located } from '../located.ts';
import { at, fields, list, text } from '../values.ts';

/** Rules that a ServiceAccount has by a binding, everywhere or in one namespace. */
export interface Granted {
  /** Empty: everywhere. */
  readonly namespace: string;
  readonly rules: readonly unknown[];
}

/** Everything that the output's roles let a ServiceAccount do. */
export function grantedTo(index: Index, namespace: string, account: string): Granted[] {
  const bindings = [...index.kind('ClusterRoleBinding'), ...index.kind('RoleBinding')];
  return bindings.flatMap((binding) => {
    const isSubject = list(at(binding.object, 'subjects')).some((entry) => {
      const subject = fields(entry);
      const where = text(subject.namespace) ?? binding.namespace;
      return subject.kind === 'ServiceAccount' && subject.name === account && where === namespace;
    });
    const role = isSubject ? roleOf(index, binding) : undefined;
    return role
      ? [
          {
            namespace: binding.namespace,
            rules: [...list(role.object.rules), ...aggregated(index, role)],
          },
        ]
      : [];
  });
}

/** Whether rules allow a verb on a resource, or on one named object of it. */
export function allowsVerb(
  rules: readonly unknown[],
  wanted: { group: string; resource: string; verb: string; name?: string },
): boolean {
  return rules.some((rule) => {
    const { apiGroups, resources, verbs, resourceNames } = fields(rule);
    const names = list(resourceNames);
    return (
      includes(apiGroups, wanted.group) &&
      includes(resources, wanted.resource) &&
      includes(verbs, wanted.verb) &&
      (names.length === 0 || (wanted.name !== undefined && names.includes(wanted.name)))
    );
  });
}

/** Whether a rule's list has a word, or the star for all. */
export function includes(values: unknown, wanted: string): boolean {
  return list(values).some((value) => value === '*' || value === wanted);
}

function roleOf(index: Index, binding: Located): Located | undefined {
  const kind = text(at(binding.object, 'roleRef', 'kind')) ?? '';
  const name = text(at(binding.object, 'roleRef', 'name')) ?? '';
  return index.find(kind, kind === 'Role' ? binding.namespace : '', name);
}

// A role that collects others by label: what they hold, it holds.
function aggregated(index: Index, role: Located): readonly unknown[] {
  const selectors = list(at(role.object, 'aggregationRule', 'clusterRoleSelectors'));
  if (selectors.length === 0) return [];
  return index
    .kind('ClusterRole')
    .filter(({ object }) => {
      const labels = fields(at(object, 'metadata', 'labels'));
      return selectors.some((selector) =>
        Object.entries(fields(at(selector, 'matchLabels'))).every(
          ([key, value]) => labels[key] === value,
        ),
      );
    })
    .flatMap(({ object }) => list(object.rules));
}

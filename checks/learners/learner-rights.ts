import { expectedLearners, type ExpectedLearner } from '../../config/learners/expected.ts';
import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { type Index, indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { at, fields, list } from '../values.ts';

const about: About = {
  id: 'learner-rights',
  severity: 'broken',
  why: 'A learner with wider rights can change what belongs to others.',
  remedy: 'Keep the rights that synth gives a learner.',
};
const finding = findingsOf(about);

export const learnerRights = check(about, (subject) => {
  const learners = subject.config ? expectedLearners(subject.config) : [];
  if (learners.length === 0) return [];
  const index = indexOf(subject);
  const byGroup = new Map(learners.map((learner) => [learner.group, learner]));
  const bindings = [...index.kind('RoleBinding'), ...index.kind('ClusterRoleBinding')];
  return bindings.flatMap((binding) =>
    list(at(binding.object, 'subjects')).flatMap((one, i) => {
      const { kind, name } = fields(one);
      const learner = kind === 'Group' ? byGroup.get(String(name)) : undefined;
      if (!learner) return [];
      const path = `subjects[${i}].name`;
      if (looksAtOwnNamespace(index, binding, learner)) return [];
      if (binding.namespace !== learner.namespace) return [outside(binding, path, learner)];
      return widening(index, binding, learner);
    }),
  );
});

// kubectl waits for a namespace to be gone, and must be let to look.
function looksAtOwnNamespace(index: Index, { object }: Located, learner: ExpectedLearner): boolean {
  const role = index.find('ClusterRole', '', String(at(object, 'roleRef', 'name')));
  if (!role || at(object, 'roleRef', 'kind') !== 'ClusterRole') return false;
  return list(role.object.rules).every((rule) => {
    const { resources, resourceNames, verbs } = fields(rule);
    return (
      list(resources).join() === 'namespaces' &&
      list(resourceNames).join() === learner.namespace &&
      list(verbs).every((verb) => ['get', 'list', 'watch'].includes(String(verb)))
    );
  });
}

function outside(binding: Located, path: string, { group, namespace }: ExpectedLearner): Finding {
  const where = binding.namespace ? `namespace ${binding.namespace}` : 'the whole cluster';
  return finding(binding, {
    path,
    value: group,
    message: `gives a learner rights in ${where}`,
    allowed: `RoleBindings in ${namespace}`,
    fix: 'leave the subject out',
  });
}

const changing = ['create', 'update', 'patch', 'delete', 'deletecollection', '*'];

// With these, a learner could lift what holds them, or act as somebody else.
const guarding = new Set([
  'limitranges',
  'networkpolicies',
  'resourcequotas',
  'resourcequotas/status',
  'rolebindings',
  'roles',
  'serviceaccounts/token',
]);

function widening(index: Index, binding: Located, { namespace }: ExpectedLearner): Finding[] {
  const { kind, name } = fields(at(binding.object, 'roleRef'));
  if (kind === 'ClusterRole' && !index.find('ClusterRole', '', String(name))) {
    const message = `is a ClusterRole that is not here: nobody sees what it allows`;
    const fix = 'bind a Role of the namespace';
    return [finding(binding, { path: 'roleRef.name', value: String(name), message, fix })];
  }
  const role = index.find(String(kind), kind === 'Role' ? namespace : '', String(name));
  if (!role) return [];
  return list(at(role.object, 'rules')).flatMap((rule, i) => {
    const { resources, resourceNames, verbs } = fields(rule);
    const words = (value: unknown) => list(value).map(String);
    const writes = words(verbs).filter((verb) => changing.includes(verb));
    const wide = words(resources).filter(
      (resource) => resource === '*' || (guarding.has(resource) && writes.length > 0),
    );
    const own = words(resourceNames);
    const ofNamespaces =
      words(resources).includes('namespaces') &&
      (own.length === 0 ||
        own.some((one) => one !== namespace) ||
        writes.some((verb) => verb !== 'delete'));
    const risky = words(verbs).filter((verb) =>
      ['*', 'bind', 'escalate', 'impersonate'].includes(verb),
    );
    const [value] = [...wide, ...(ofNamespaces ? ['namespaces'] : []), ...risky];
    if (value === undefined) return [];
    return [
      finding(role, {
        path: `rules[${i}]`,
        value,
        message: 'lets a learner extend their own rights, or remove their limits',
        allowed: `pods and Services of the namespace, reading, and the deletion of ${namespace} itself`,
        fix: 'name the resources and verbs that the exercises need',
      }),
    ];
  });
}

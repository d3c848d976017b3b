import { hasAutoMode } from './node-group.ts';
import { filled, keyOf, type Place, type Problem, rule, unique } from './place.ts';
import { wellKnownPolicies } from './service-accounts.ts';

export const podIdentity = rule(
  {
    id: 'eksctl/pod-identity',
    severity: 'refused',
    why: "eksctl can't make such a pod identity, or no agent hands it out.",
    remedy: 'Name the namespace, the account and one source of rights, and add the agent.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const addons = cluster.at('addons').items();
  const own = cluster.at('iam', 'podIdentityAssociations');
  const all = [own, ...addons.map((addon) => addon.at('podIdentityAssociations'))];
  yield* agent(cluster, addons);
  for (const association of all.flatMap((list) => list.items())) yield* one(association);
  yield* unique(own.items(), nameOf, 'the association of');
  for (const addon of addons) yield* ofAddon(addon);
}

function* agent(cluster: Place, addons: readonly Place[]): Generator<Problem> {
  if (hasAutoMode(cluster)) return;
  if (addons.some((addon) => addon.at('name').text === 'eks-pod-identity-agent')) return;
  const asksFor = [
    cluster.at('iam', 'podIdentityAssociations'),
    ...(addons.length ? [cluster.at('addonsConfig', 'autoApplyPodIdentityAssociations')] : []),
    ...addons.map((addon) => addon.at('useDefaultPodIdentityAssociations')),
    ...addons.map((addon) => addon.at('podIdentityAssociations')),
  ].find((place) => place.isOn || place.items().length);
  if (!asksFor) return;
  yield {
    at: asksFor,
    message: 'pod identity needs the add-on eks-pod-identity-agent, which is not among the addons',
    fix: 'add {name: eks-pod-identity-agent} to addons',
  };
}

function nameOf(association: Place): string {
  const namespace = association.at('namespace').text;
  const account = association.at('serviceAccountName').text;
  return namespace && account && `${namespace}/${account}`;
}

function* one(association: Place): Generator<Problem> {
  for (const key of ['namespace', 'serviceAccountName']) {
    const at = association.at(key);
    if (at.isEmpty) yield { at, message: `an association needs its ${key}` };
  }
  const policies = filled([
    association.at('permissionPolicy'),
    association.at('permissionPolicyARNs'),
    ...wellKnownPolicies(association),
  ]);
  const role = association.at('roleARN');
  if (role.isEmpty && !policies.length) {
    yield {
      at: association,
      message: 'the association has neither a role nor a policy',
      fix: 'set roleARN, or one of permissionPolicy, permissionPolicyARNs and wellKnownPolicies',
    };
  } else if (!role.isEmpty && policies[0]) {
    yield {
      at: policies[0],
      message: `roleARN and ${keyOf(policies[0])} cannot be used together`,
      fix: 'keep the role, or let eksctl make one of the policy',
    };
  }
  yield* policyName(association);
}

function* policyName(association: Place): Generator<Problem> {
  const at = association.at('permissionPolicyName');
  if (!at.text) return;
  if (association.at('permissionPolicy').isEmpty) {
    yield { at, message: 'permissionPolicyName names a permissionPolicy, and there is none' };
  } else if (!/[A-Za-z0-9]/.test(at.text)) {
    yield { at, message: 'permissionPolicyName needs a letter or digit' };
  }
}

function* ofAddon(addon: Place): Generator<Problem> {
  const associations = addon.at('podIdentityAssociations');
  if (!associations.isEmpty && addon.at('name').text.toLowerCase() === 'eks-pod-identity-agent') {
    yield { at: associations, message: 'the agent itself cannot have associations' };
  }
  for (const association of associations.items()) {
    const tags = association.at('tags');
    if (tags.isSet) yield { at: tags, message: "an add-on's associations cannot have tags" };
    for (const at of wellKnownPolicies(association)) {
      yield {
        at,
        message: "an add-on's associations cannot have wellKnownPolicies",
        fix: "set the add-on's useDefaultPodIdentityAssociations: true in place of associations",
      };
    }
  }
}

import { filled, keyOf, type Place, type Problem, rule, unique } from './place.ts';

export const serviceAccounts = rule(
  {
    id: 'eksctl/service-accounts',
    severity: 'refused',
    why: "eksctl can't make such an IAM role for a service account, or makes one that nobody can use.",
    remedy: 'Turn on withOIDC, and name each account, its namespace and its policies once.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const accounts = cluster.at('iam', 'serviceAccounts').items();
  const oidc = cluster.at('iam', 'withOIDC');
  if (accounts.length && !oidc.isOn) {
    yield {
      at: oidc,
      message: 'roles for service accounts need the OIDC provider, which is not asked for',
      fix: 'set iam.withOIDC: true',
    };
  }
  for (const account of accounts) {
    const name = account.at('metadata', 'name');
    if (name.isEmpty) yield { at: name, message: 'a service account needs a name' };
    yield* permissions(account);
  }
  yield* unique(accounts, nameOf, 'the service account');
}

function nameOf(account: Place): string {
  const name = account.at('metadata', 'name').text;
  return name && `${account.at('metadata', 'namespace').text || 'default'}/${name}`;
}

function* permissions(account: Place): Generator<Problem> {
  const role = account.at('attachRoleARN');
  const policies = filled([
    ...wellKnownPolicies(account),
    account.at('attachPolicy'),
    account.at('attachPolicyARNs'),
  ]);
  if (role.isEmpty && !policies.length) {
    yield {
      at: account,
      message: 'the service account is given no permissions',
      fix: 'set wellKnownPolicies, attachPolicy, attachPolicyARNs or attachRoleARN',
    };
  } else if (!role.isEmpty && policies[0]) {
    yield {
      at: policies[0],
      message: `eksctl ignores ${keyOf(policies[0])} beside attachRoleARN: the role is used as it is`,
      fix: 'attach the policy to that role, or leave attachRoleARN out',
    };
  }
}

/** The map of well-known policies, when at least one of them is on. */
export function wellKnownPolicies(owner: Place): Place[] {
  const policies = owner.at('wellKnownPolicies');
  return policies.entries().some(([, policy]) => policy.isOn) ? [policies] : [];
}

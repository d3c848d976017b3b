import type { Subject } from '../../../checks/check.ts';
import { at, fields, list, text } from '../../../checks/values.ts';
import { inShort, lastOf, permissions, permissionsInShort } from './permissions.ts';

/** Somebody or something, the role that it may assume or the policy that it is given, and what that allows. */
export interface RoleGrant {
  readonly who: string;
  /** What that is. */
  readonly as: string;
  readonly kind: 'person' | 'pods' | 'AWS';
  readonly role: string;
  /** What lets it. */
  readonly through: string;
  readonly may: readonly string[];
  /** The same in a few words. */
  readonly short: string;
}

const ADMIN = 'everything in the cluster';
const MADE_BY_EKSCTL = 'a role that eksctl makes';

/** Who may assume which role, as the ClusterConfig says; nothing where there is none. */
export function roleGrants({ clusterConfig }: Subject): RoleGrant[] {
  if (!clusterConfig) return [];
  const cluster = clusterConfig.object;
  return [
    ...creator(cluster),
    ...list(at(cluster, 'accessConfig', 'accessEntries')).map(accessEntry),
    ...list(at(cluster, 'iam', 'serviceAccounts')).map(serviceAccount),
    ...list(at(cluster, 'iam', 'podIdentityAssociations')).map((one) => podIdentity(one)),
    ...list(cluster.addons).flatMap(addon),
    {
      who: 'eks.amazonaws.com',
      as: 'for the control plane',
      kind: 'AWS',
      role: text(at(cluster, 'iam', 'serviceRoleARN')) ?? MADE_BY_EKSCTL,
      through: 'the trust policy of the role',
      may: ['run the control plane'],
      short: 'run the control plane',
    },
    ...list(cluster.managedNodeGroups).map(nodeGroup),
  ];
}

function creator(cluster: unknown): RoleGrant[] {
  const admin = at(cluster, 'accessConfig', 'bootstrapClusterCreatorAdminPermissions') !== false;
  if (!admin) return [];
  return [
    {
      who: 'the person who runs eksctl create cluster',
      as: 'a person',
      kind: 'person',
      role: 'AmazonEKSClusterAdminPolicy',
      through: 'an access entry that EKS makes with the cluster',
      may: [ADMIN],
      short: ADMIN,
    },
  ];
}

function accessEntry(entry: unknown): RoleGrant {
  const { principalARN, accessPolicies, kubernetesGroups, type } = fields(entry);
  const policies = list(accessPolicies);
  const groups = list(kubernetesGroups).map(String);
  const names = policies.map((policy) => lastOf(text(at(policy, 'policyARN')) ?? ''));
  const scopes = policies.map((policy) => {
    const namespaces = list(at(policy, 'accessScope', 'namespaces')).map(String);
    if (namespaces.length > 0) return `in ${namespaces.join(', ')}`;
    const isAdmin = text(at(policy, 'policyARN'))?.endsWith('/AmazonEKSClusterAdminPolicy');
    return isAdmin ? ADMIN : 'in the whole cluster';
  });
  const may = [
    ...new Set(scopes),
    ...(groups.length > 0 ? ['what RoleBindings give to the group'] : []),
  ];
  return {
    who: text(principalARN) ?? '?',
    as: 'an IAM user or role',
    kind: 'person',
    role: [...names, ...groups.map((group) => `group ${group}`)].join(', ') || String(type ?? '–'),
    through: 'an access entry',
    may,
    short: inShort(may),
  };
}

function serviceAccount(account: unknown): RoleGrant {
  const { namespace, name } = fields(at(account, 'metadata'));
  return {
    who: `${text(namespace) ?? 'default'}/${text(name) ?? '?'}`,
    as: 'a ServiceAccount',
    kind: 'pods',
    role: text(fields(account).attachRoleARN) ?? MADE_BY_EKSCTL,
    through: 'its token, which the cluster’s OIDC provider vouches for',
    may: permissions(account),
    short: permissionsInShort(account),
  };
}

function podIdentity(association: unknown): RoleGrant {
  const { namespace, serviceAccountName, roleARN } = fields(association);
  return {
    who: `${text(namespace) ?? '?'}/${text(serviceAccountName) ?? '?'}`,
    as: 'a ServiceAccount',
    kind: 'pods',
    role: text(roleARN) ?? MADE_BY_EKSCTL,
    through: 'an EKS Pod Identity association',
    may: permissions(association),
    short: permissionsInShort(association),
  };
}

function addon(written: unknown): RoleGrant[] {
  const { name, podIdentityAssociations, serviceAccountRoleARN } = fields(written);
  const associated = list(podIdentityAssociations).map((one) => podIdentity(one));
  const own = permissions(written);
  const role = text(serviceAccountRoleARN);
  if (own.length === 0 && role === undefined) return associated;
  return [
    ...associated,
    {
      who: text(name) ?? '?',
      as: 'the pods of the addon',
      kind: 'pods',
      role: role ?? MADE_BY_EKSCTL,
      through: 'their ServiceAccount’s token',
      may: own,
      short: permissionsInShort(written),
    },
  ];
}

function nodeGroup(group: unknown): RoleGrant {
  const { name, iam } = fields(group);
  const more = permissions(iam);
  return {
    who: 'ec2.amazonaws.com',
    as: `for the nodes of “${text(name) ?? '?'}”`,
    kind: 'AWS',
    role: text(at(iam, 'instanceRoleARN')) ?? MADE_BY_EKSCTL,
    through: 'the trust policy of the role',
    may: ['join the cluster as a node', ...more],
    short: inShort(['join the cluster', ...more]),
  };
}

import type { ClusterConfig as EksctlClusterConfig } from 'eksctl-config-types';
import type { Aws } from '../../aws/clients.ts';
import { associationsOf } from '../../aws/pod-identity.ts';
import type { Roleless } from '../../aws/unfinished/addon-roles.ts';
import { stackRole } from '../../aws/roles/stack-role.ts';
import type { Binding, Kubernetes } from './read-kubernetes.ts';
import { dangersOf } from './rights.ts';
import { readRole } from '../../aws/roles/role.ts';
import { judgeTrust, serviceMayTake } from '../../aws/roles/trust.ts';

/** A ServiceAccount that has an IAM role, or should have one: both sides of what it may do. */
export interface AccountLine {
  readonly account: string;
  readonly role?: string;
  /** How it came by the role. */
  readonly by?: 'annotation' | 'pod identity' | 'eksctl stack';
  readonly policies: readonly string[];
  readonly kubernetes?: readonly string[];
  readonly trust?: string;
  readonly problems: readonly string[];
}

export interface AccountsOf {
  readonly clusterName: string;
  /** The cluster's identity provider. */
  readonly provider: string;
  /** What the cluster file makes; undefined without one. */
  readonly wanted?: EksctlClusterConfig;
  readonly kubernetes: Kubernetes | string;
}

/** Every ServiceAccount with a role, by name. */
export async function readAccounts(aws: Aws, cluster: AccountsOf): Promise<AccountLine[]> {
  const { clusterName, wanted, kubernetes } = cluster;
  const found = new Map<string, Pick<AccountLine, 'role' | 'by'>>();
  for (const { metadata } of wanted?.iam?.serviceAccounts ?? []) {
    const { namespace = 'default', name = '' } = metadata ?? {};
    // Where Kubernetes can't be asked, eksctl's stack still knows the role that it made.
    const role =
      typeof kubernetes === 'string'
        ? await stackRole(aws, clusterName, { namespace, name })
        : undefined;
    found.set(`${namespace}/${name}`, role === undefined ? {} : { role, by: 'eksctl stack' });
  }
  if (typeof kubernetes !== 'string') {
    for (const { account, role } of kubernetes.accounts) {
      found.set(account, { role, by: 'annotation' });
    }
  }
  for (const { account, role } of await podIdentities(aws, clusterName)) {
    found.set(account, { role, by: 'pod identity' });
  }
  const lines = [...found].map(([account, known]) => lineOf(aws, cluster, account, known));
  return (await Promise.all(lines)).sort((a, b) => (a.account < b.account ? -1 : 1));
}

/** The addons that should have a role, and act with the nodes' instead. */
export function rolelessLines(clusterName: string, roleless: readonly Roleless[]): AccountLine[] {
  return roleless.flatMap(({ addons }) =>
    addons.map(({ name }) => ({
      account: `addon ${name}`,
      policies: [],
      problems: [
        `has no separate role, and uses its node's, as every other pod can too: npm run up -- --cluster ${clusterName} --yes`,
      ],
    })),
  );
}

async function lineOf(
  aws: Aws,
  { clusterName, provider, kubernetes }: AccountsOf,
  account: string,
  known: Pick<AccountLine, 'role' | 'by'>,
): Promise<AccountLine> {
  const [namespace = '', name = ''] = account.split('/');
  const rbac =
    typeof kubernetes === 'string'
      ? {}
      : { kubernetes: kubernetes.bindings.filter(isOf(account)).map(bindingWords) };
  const line = { account, ...known, ...rbac, policies: [] };
  if (known.role === undefined) {
    const fix = `npm run up -- --cluster ${clusterName} --yes`;
    return { ...line, problems: [`has no IAM role, and the cluster file gives it one: ${fix}`] };
  }
  const role = await readRole(aws, known.role);
  if (typeof role === 'string') return { ...line, problems: [role] };
  const trust =
    known.by === 'pod identity'
      ? podIdentityTrust(role.trust)
      : judgeTrust(role.trust, { namespace, name, provider });
  return {
    ...line,
    policies: [...role.attached, ...Object.keys(role.inline).sort()],
    trust: trust.words,
    problems: [...(trust.isRight ? [] : [trust.words]), ...dangersOf(role, clusterName)],
  };
}

function podIdentityTrust(document: unknown) {
  const isRight = serviceMayTake(document, 'pods.eks.amazonaws.com') === true;
  const words = isRight
    ? 'pods of this association use it, through EKS'
    : "its trust policy doesn't let pods.eks.amazonaws.com use it";
  return { isRight, words };
}

async function podIdentities(
  aws: Aws,
  clusterName: string,
): Promise<{ account: string; role: string }[]> {
  const associations = await associationsOf(aws, clusterName);
  return associations.map(({ namespace = '', serviceAccount = '', roleArn = '' }) => ({
    account: `${namespace}/${serviceAccount}`,
    role: roleArn,
  }));
}

function isOf(account: string) {
  return ({ subject }: Binding) => subject === `ServiceAccount ${account}`;
}

function bindingWords({ role, namespace }: Binding): string {
  return namespace ? `${role} in ${namespace}` : role;
}

import type { ClusterConfig as EksctlClusterConfig } from 'eksctl-config-types';
import { at, list, text } from '../../checks/values.ts';
import { ROLE_ANNOTATION, serviceAccount } from '../../eksctl/service-account.ts';
import type { Step } from '../../terminal/plan.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { withApi } from '../../aws/apply/reach.ts';
import type { Aws } from '../../aws/clients.ts';
import type { Kubectl } from '../../aws/kubectl.ts';
import { stackRole } from '../../aws/roles/stack-role.ts';

interface Account {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Sees that the ServiceAccounts to which eksctl gives a role are there, and have it. eksctl makes an account after its
 * role's stack, and passes over every account that has a stack: one that it did not come to, it never makes.
 */
export function serviceAccountSteps(
  aws: Aws,
  cluster: { readonly name: string; readonly region: string },
  { iam }: EksctlClusterConfig,
): Step[] {
  const accounts = (iam?.serviceAccounts ?? []).map(({ metadata }): Account => {
    const { namespace = 'default', name = '' } = metadata ?? {};
    return { namespace, name };
  });
  if (accounts.length === 0) return [];
  return [
    {
      what: `See that the ServiceAccounts ${accounts.map(({ name }) => name).join(', ')} are there and have their roles`,
      run: () =>
        withApi(aws, cluster, async (kubectl) => {
          for (const account of accounts) {
            const role = await roleFor(aws, cluster.name, account);
            const isNew = await giveRole(kubectl, account, role);
            if (isNew || (await lacksPods(kubectl, account))) await startAnew(kubectl, account);
          }
        }),
    },
  ];
}

async function roleFor(aws: Aws, cluster: string, account: Account): Promise<string> {
  const role = await stackRole(aws, cluster, account);
  if (role !== undefined) return role;
  throw new UsageError(
    `there is no stack with the role of the ServiceAccount ${account.namespace}/${account.name}`,
    'run the same command again: it makes what is not there',
  );
}

/** Whether it had to be given. */
async function giveRole(kubectl: Kubectl, account: Account, role: string): Promise<boolean> {
  const known = await find(kubectl, 'serviceaccount', account);
  if (text(at(known, 'metadata', 'annotations', ROLE_ANNOTATION)) === role) return false;
  await kubectl.text(['apply', '-f', '-'], JSON.stringify(serviceAccount(account, role)));
  console.log(
    `ServiceAccount ${account.namespace}/${account.name}: ${known ? 'has' : 'is there, with'} the role ${role} now`,
  );
  return true;
}

// Where it was without its account for some time, Kubernetes tries to make pods once in a quarter of an hour.
async function lacksPods(kubectl: Kubectl, account: Account): Promise<boolean> {
  const deployment = await find(kubectl, 'deployment', account);
  return list(at(deployment, 'status', 'conditions')).some(
    (condition) => at(condition, 'type') === 'ReplicaFailure' && at(condition, 'status') === 'True',
  );
}

// A pod gets its role when it is made. The Deployment that uses an account has its name.
async function startAnew(kubectl: Kubectl, account: Account): Promise<void> {
  const { namespace, name } = account;
  if (!(await find(kubectl, 'deployment', account))) return;
  await kubectl.show(['-n', namespace, 'rollout', 'restart', `deployment/${name}`]);
}

async function find(
  kubectl: Kubectl,
  kind: string,
  { namespace, name }: Account,
): Promise<unknown> {
  const args = ['-n', namespace, 'get', kind, name, '--ignore-not-found', '-o', 'json'];
  const said = await kubectl.text(args);
  return said.trim() === '' ? undefined : JSON.parse(said);
}

import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from '../../aws/clients.ts';
import { nodeGroupsOf } from '../../aws/node-groups.ts';
import { domainOf } from '../../tables/regions.ts';
import { dangersOf } from './rights.ts';
import { readRole } from '../../aws/roles/role.ts';
import { serviceMayTake } from '../../aws/roles/trust.ts';

/** A role that the cluster itself works with. */
export interface ClusterRole {
  /** control plane, or the node group. */
  readonly of: string;
  readonly role: string;
  readonly policies: readonly string[];
  readonly problems: readonly string[];
}

/** The control plane's role and its node groups'. */
export async function readClusterRoles(aws: Aws, cluster: Cluster): Promise<ClusterRole[]> {
  const { name: clusterName = '', roleArn = '' } = cluster;
  const [, partition = 'aws'] = roleArn.split(':');
  const nodeRoles = (await nodeGroupsOf(aws, clusterName)).map(
    ({ nodegroupName, nodeRole = '' }) => ({ of: `nodes of ${nodegroupName}`, role: nodeRole }),
  );
  return Promise.all([
    judged(aws, clusterName, { of: 'control plane', role: roleArn }, 'eks.amazonaws.com'),
    ...nodeRoles.map((one) => judged(aws, clusterName, one, `ec2.${domainOf(partition)}`)),
  ]);
}

async function judged(
  aws: Aws,
  clusterName: string,
  one: Pick<ClusterRole, 'of' | 'role'>,
  service: string,
): Promise<ClusterRole> {
  const role = await readRole(aws, one.role);
  if (typeof role === 'string') return { ...one, policies: [], problems: [role] };
  const trusts = serviceMayTake(role.trust, service);
  return {
    ...one,
    policies: [...role.attached, ...Object.keys(role.inline).sort()],
    problems: [
      ...(trusts === false ? [`its trust policy doesn't let ${service} use it`] : []),
      ...(trusts === undefined ? ["its trust policy can't be judged"] : []),
      ...dangersOf(role, clusterName),
    ],
  };
}

import type { Cluster, Nodegroup } from '@aws-sdk/client-eks';
import { isMissing } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import { findCluster, isUsable } from '../../aws/find-cluster.ts';
import { rolesOutputs } from '../../eksctl/cloudformation/roles.ts';
import { stackOutputs } from '../../aws/stacks/deploy.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { NODE_GROUP } from '../../eksctl/node-group.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { rolesStack, templateStack } from '../../eksctl/stack-names.ts';

/** How far a cluster has come. */
export interface State {
  readonly cluster?: Cluster;
  readonly group?: Nodegroup;
}

/** Looks how far it has come; throws where what is there can't become what the file wants. */
export async function stateOf(aws: Aws, config: ClusterConfig): Promise<State> {
  const { name } = config;
  const cluster = await findCluster(aws, name);
  if (!cluster) return {};
  if (!isUsable(cluster)) throw notReady(cluster);
  await sameRole(aws, config, cluster);
  const group = await groupOf(aws, name);
  if (group) await sameTemplate(aws, config, group);
  return { cluster, ...(group && { group }) };
}

async function groupOf(aws: Aws, clusterName: string): Promise<Nodegroup | undefined> {
  const eks = await aws.eks();
  try {
    return (await eks.describeNodegroup({ clusterName, nodegroupName: NODE_GROUP })).nodegroup;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function notReady({ name, status }: Cluster): UsageError {
  return new UsageError(
    `${name} is ${status}`,
    status === 'CREATING'
      ? `wait for it: npm run status -- --cluster ${name} --wait; then run the same command again`
      : `delete it first: npm run down -- --cluster ${name}`,
  );
}

async function sameRole(aws: Aws, { name, roles }: ClusterConfig, { roleArn }: Cluster) {
  if (!roles.own) return;
  const outputs = await stackOutputs(aws, rolesStack(name));
  const own = outputs[rolesOutputs.cluster];
  if (own !== undefined && own === roleArn) return;
  throw new UsageError(
    `${name} has the role ${roleArn}, and EKS never changes a cluster's role`,
    'roles.own is only for a new cluster: remove it from the cluster file',
  );
}

async function sameTemplate(
  aws: Aws,
  { name, region, nodes }: ClusterConfig,
  { launchTemplate }: Nodegroup,
) {
  if (!nodes.launchTemplate.own) return;
  const { LaunchTemplateId: own } = await stackOutputs(aws, templateStack(name));
  if (own !== undefined && own === launchTemplate?.id) return;
  throw new UsageError(
    `the node group ${NODE_GROUP} of ${name} has another launch template, and a group never changes it`,
    `delete the group first, and run the same command again: eksctl delete nodegroup --cluster ${name} --region ${region} --name ${NODE_GROUP} --drain=false`,
  );
}

import type { Aws } from '../../aws/clients.ts';
import { isUsable } from '../../aws/find-cluster.ts';
import { refuseOthers } from '../../aws/refuse-others.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { clusterConfig } from '../../eksctl/cluster-config.ts';
import { NODE_GROUP } from '../../eksctl/node-group.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { firstFailure } from '../../aws/stacks/failures.ts';
import { addonStackName, clusterStackName, nodeGroupStackName } from '../../eksctl/stack-names.ts';
import { isUnderWay, isWhole, type Stack } from '../../aws/stacks/stacks.ts';
import { deleteStackLine } from '../../aws/stacks/delete-line.ts';
import type { Made } from './made.ts';

/** Refuses to go on where an earlier try left something broken: says what, why, and what to do. */
export async function refuseObstacles(aws: Aws, config: ClusterConfig, made: Made): Promise<void> {
  const { name, region } = config;
  if (made.cluster) refuseOthers(config, made.cluster, 'give yours another name');
  const broken = made.stacks.filter((stack) => !isWhole(stack) && !isComing(stack));
  const [first] = [...broken.filter((stack) => stack.name === clusterStackName(name)), ...broken];
  if (first) {
    throw new UsageError(await brokenWords(aws, first), fixFor(config, first));
  }
  refuseOrphans(config, made);
  refuseEmptyGroup(config, made);
  refuseAddonRole(config, made);
  const { status, health } = made.cluster ?? {};
  if (status === 'DELETING') {
    throw new UsageError(
      `${name} is being deleted`,
      `wait until it is gone: aws eks wait cluster-deleted --region ${region} --name ${name}`,
    );
  }
  if (status === 'FAILED') {
    const issues = health?.issues?.map(({ message }) => message).join('; ');
    throw new UsageError(
      `EKS could not make ${name}${issues ? `: ${issues}` : ''}`,
      `delete it, then try again: npm run down -- --cluster ${name} --yes`,
    );
  }
}

/** Whether CloudFormation is still making it, with eksctl or without. */
export function isComing({ status }: Pick<Stack, 'status'>): boolean {
  return /^(CREATE|UPDATE|REVIEW)_IN_PROGRESS$|^UPDATE_COMPLETE_CLEANUP_IN_PROGRESS$/.test(status);
}

/** Why a stack is broken, in words. */
export async function brokenWords(aws: Aws, { name, status }: Stack): Promise<string> {
  const failure = await firstFailure(aws, name);
  return `the stack ${name} is ${status}${failure ? `: ${failure.resource} (${failure.type}) failed: ${failure.reason}` : ''}`;
}

// A cluster's own stack takes everything with it; any other can be made again beside the cluster.
function fixFor({ name, region }: ClusterConfig, stack: Stack): string {
  if (isUnderWay(stack)) {
    return `wait until CloudFormation is done with it: aws cloudformation describe-stacks --region ${region} --stack-name ${stack.name}`;
  }
  if (stack.name === clusterStackName(name)) {
    return `fix what it says, delete the rest, and try again: npm run down -- --cluster ${name} --yes`;
  }
  return `fix what it says, then: ${deleteStackLine(region, stack.name)}, and npm run up -- --cluster ${name} makes it again`;
}

// A cluster that was deleted without eksctl leaves its stacks, and eksctl makes none of the same name.
function refuseOrphans({ name, region }: ClusterConfig, { cluster, stacks }: Made): void {
  if (cluster || stacks.length === 0 || stacks.some(isComing)) return;
  throw new UsageError(
    `there is no cluster ${name} in ${region}, but the stacks of one: ${stacks.map((stack) => stack.name).join(', ')}`,
    `delete them first: npm run down -- --cluster ${name} --yes`,
  );
}

// A node group that was deleted without eksctl leaves its stack, beside which eksctl makes none.
function refuseEmptyGroup(
  { name, region }: ClusterConfig,
  { cluster, stacks, nodeGroups }: Made,
): void {
  const stack = nodeGroupStackName(name, NODE_GROUP);
  const isThere = stacks.some((one) => one.name === stack && isWhole(one));
  if (!cluster || !isUsable(cluster) || nodeGroups.includes(NODE_GROUP) || !isThere) return;
  throw new UsageError(
    `${name} has no node group ${NODE_GROUP}, but its stack ${stack}`,
    `delete that first: ${deleteStackLine(region, stack)}`,
  );
}

// The role of an addon that is not there, or could not be made, leaves its stack; with the addon eksctl makes both.
function refuseAddonRole(config: ClusterConfig, { cluster, stacks, addons }: Made): void {
  if (!cluster || !isUsable(cluster)) return;
  const { name, region } = config;
  for (const { name: addon } of clusterConfig(config).addons ?? []) {
    const stack = addonStackName(name, addon);
    const isThere = stacks.some((one) => one.name === stack && isWhole(one));
    if (addons.some(({ name: made }) => made === addon) || !isThere) continue;
    throw new UsageError(
      `the addon ${addon} of ${name} does not exist, but its role does, in the stack ${stack}; eksctl creates both or neither`,
      `delete that first: ${deleteStackLine(region, stack)}`,
    );
  }
}

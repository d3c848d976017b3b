import type { Nodegroup } from '@aws-sdk/client-eks';
import { isMissing } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import { nodeGroupsOf } from '../../aws/node-groups.ts';
import { scalingGroupsOf } from '../../aws/scaling-groups.ts';
import { waitFor } from '../../aws/wait.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** How many nodes a group may have, and has. */
export interface Size {
  readonly min: number;
  readonly desired: number;
  readonly max: number;
}

/** A managed node group as it is. */
export interface Group {
  readonly name: string;
  readonly status: string;
  readonly size: Size;
  readonly resources: Nodegroup['resources'];
}

const LONGEST_MS = 30 * 60_000;

/** The managed node groups of a cluster. */
export async function groupsOf(aws: Aws, cluster: string): Promise<Group[]> {
  return (await nodeGroupsOf(aws, cluster)).map(asGroup);
}

/** Gives a node group another size, and waits until its nodes are as many. */
export async function resize(aws: Aws, cluster: string, group: string, size: Size): Promise<void> {
  const eks = await aws.eks();
  const { min: minSize, desired: desiredSize, max: maxSize } = size;
  // A run that was ended before may have left an update under way, beside which EKS takes none.
  await untilChangeable(aws, cluster, group);
  await eks.updateNodegroupConfig({
    clusterName: cluster,
    nodegroupName: group,
    scalingConfig: { minSize, desiredSize, maxSize },
  });
  await untilSized(aws, cluster, group, desiredSize);
}

/** Whether a group has a size already. */
export function hasSize({ size }: Group, { min, desired, max }: Size): boolean {
  return size.min === min && size.desired === desired && size.max === max;
}

/** `2 to 4 nodes, 3 now`. */
export function sizeWords({ min, desired, max }: Size): string {
  return `min ${min}, desired ${desired}, max ${max}`;
}

async function untilChangeable(aws: Aws, cluster: string, group: string): Promise<void> {
  await waitFor({
    what: `the node group ${group} to be ACTIVE`,
    ask: async () => (await describe(aws, cluster, group)).status,
    isThere: (status) => isAtRest(status) || refuse(group, status),
    words: (status) => `node group ${group}: ${status}`,
    longestMs: LONGEST_MS,
    fix: `see what holds it: npm run status -- --cluster ${cluster}`,
  });
}

async function untilSized(aws: Aws, cluster: string, group: string, wanted: number): Promise<void> {
  await waitFor({
    what: `the node group ${group} to have ${wanted} nodes`,
    ask: async () => {
      const { status, resources } = await describe(aws, cluster, group);
      const groups = await scalingGroupsOf(aws, { resources });
      const sum = (of: 'instances' | 'inService') => groups.reduce((all, one) => all + one[of], 0);
      return { status, nodes: { all: sum('instances'), inService: sum('inService') } };
    },
    isThere: ({ status, nodes }) =>
      (isAtRest(status) || refuse(group, status)) &&
      (wanted === 0 ? nodes.all === 0 : nodes.inService >= wanted),
    words: ({ status, nodes }) =>
      `node group ${group}: ${status}, ${nodes.inService} of ${wanted} nodes in service${nodes.all > nodes.inService ? `, ${nodes.all - nodes.inService} starting or stopping` : ''}`,
    longestMs: LONGEST_MS,
    fix: `see what holds it: npm run status -- --cluster ${cluster}`,
  });
}

// A group that could not get all of its nodes stays DEGRADED, and can be given another size all the same.
function isAtRest(status: string): boolean {
  return status === 'ACTIVE' || status === 'DEGRADED';
}

function refuse(group: string, status: string): boolean {
  if (!/FAILED|DELETING/.test(status)) return false;
  throw new UsageError(
    `the node group ${group} is ${status}`,
    'see what EKS says is wrong: npm run status',
  );
}

async function describe(aws: Aws, cluster: string, group: string): Promise<Group> {
  const eks = await aws.eks();
  try {
    const { nodegroup } = await eks.describeNodegroup({
      clusterName: cluster,
      nodegroupName: group,
    });
    return asGroup(nodegroup ?? {});
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new UsageError(`${cluster} has no node group ${group} any more`);
  }
}

function asGroup({
  nodegroupName: name = '',
  scalingConfig,
  resources,
  ...rest
}: Nodegroup): Group {
  const { minSize = 0, desiredSize = 0, maxSize = 0 } = scalingConfig ?? {};
  return {
    name,
    status: rest.status ?? '',
    size: { min: minSize, desired: desiredSize, max: maxSize },
    resources,
  };
}

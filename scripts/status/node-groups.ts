import type { Nodegroup } from '@aws-sdk/client-eks';
import type { Aws } from '../../aws/clients.ts';
import { nodeGroupsOf } from '../../aws/node-groups.ts';
import { scalingGroupsOf } from '../../aws/scaling-groups.ts';
import { isNewerRelease, recommendedRelease } from './newer-release.ts';
import type { NodeGroup } from '../../aws/addons/status.ts';
import { type Unknown, unlessDenied } from '../../aws/addons/unless-denied.ts';
import { asIssues } from '../../aws/addons/as-issues.ts';

/** A cluster's node groups, with what their Auto Scaling groups run and, when asked, newer images. */
export async function readNodeGroups(
  aws: Aws,
  clusterName: string,
  withNewer: boolean,
  unknown: Unknown,
): Promise<NodeGroup[]> {
  const groups = await nodeGroupsOf(aws, clusterName);
  return Promise.all(
    groups.map(async (group) => {
      const [running, newest] = await Promise.all([
        unlessDenied('how many nodes run', unknown, () => runningNodes(aws, group)),
        withNewer
          ? unlessDenied('whether there is a newer node image', unknown, () =>
              recommendedRelease(aws, group.version ?? '', group.amiType ?? ''),
            )
          : undefined,
      ]);
      return asNodeGroup(group, running, newest);
    }),
  );
}

function asNodeGroup(
  group: Nodegroup,
  running: number | undefined,
  newest: string | undefined,
): NodeGroup {
  const { minSize = 0, desiredSize = 0, maxSize = 0 } = group.scalingConfig ?? {};
  const release = group.releaseVersion ?? '';
  return {
    name: group.nodegroupName ?? '',
    status: group.status ?? 'UNKNOWN',
    kubernetes: group.version ?? '',
    release,
    ...(newest && isNewerRelease(newest, release) && { newerRelease: newest }),
    instanceTypes: group.instanceTypes ?? [],
    min: minSize,
    desired: desiredSize,
    max: maxSize,
    ...(running !== undefined && { running }),
    issues: asIssues(group.health?.issues),
  };
}

async function runningNodes(aws: Aws, group: Nodegroup): Promise<number | undefined> {
  const groups = await scalingGroupsOf(aws, group);
  return groups.length === 0
    ? undefined
    : groups.reduce((sum, { inService }) => sum + inService, 0);
}

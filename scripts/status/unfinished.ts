import type { ClusterConfig as EksctlClusterConfig } from 'eksctl-config-types';
import type { Addon } from '../../aws/addons/status.ts';
import { type Unknown, unlessDenied } from '../../aws/addons/unless-denied.ts';
import type { Aws } from '../../aws/clients.ts';
import { nodeGroupsOf } from '../../aws/node-groups.ts';
import { scalingGroupsOf } from '../../aws/scaling-groups.ts';
import { readRetention } from '../../aws/unfinished/log-retention.ts';
import { unfinished } from '../../aws/unfinished/unfinished.ts';
import { NODE_GROUP } from '../../eksctl/node-group.ts';

/** What eksctl has not finished of a cluster that is there, in words. */
export async function readUnfinished(
  aws: Aws,
  wanted: EksctlClusterConfig,
  addons: readonly Addon[],
  unknown: Unknown,
): Promise<string[]> {
  const name = String(wanted.metadata?.name);
  const [scalingGroups = [], retention] = await Promise.all([
    unlessDenied('the tags of the Auto Scaling group', unknown, async () => {
      const groups = await nodeGroupsOf(aws, name);
      const own = groups.find(({ nodegroupName }) => nodegroupName === NODE_GROUP);
      return own && scalingGroupsOf(aws, own);
    }),
    unlessDenied('how long logs are kept', unknown, () => readRetention(aws, name)),
  ]);
  const found = { addons, scalingGroups, ...(retention !== undefined && { retention }) };
  return unfinished(wanted, found).map(({ what }) => what);
}

import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import { isDenied, isMissing } from '../../../aws/aws-error.ts';
import type { Aws } from '../../../aws/clients.ts';
import { logGroupPrefixes } from '../../../eksctl/log-groups.ts';
import { PROJECT } from '../../../eksctl/tags.ts';
import { partitionOf } from '../../../tables/regions.ts';
import { byHand, type Found, type Kind } from '../kind.ts';
import { doubt, type Proof } from '../proof.ts';

/** The control plane's logs, and those of CloudWatch's own addon; EKS leaves them when a cluster goes. */
export const logGroups: Kind = {
  what: 'log groups',
  find: async (aws, proof) => {
    const logs = await aws.logs();
    const [ofControlPlane = '', ofAddon = ''] = logGroupPrefixes(proof.name);
    const found: Found[] = [];
    for (const [prefix, isWritten] of [
      [ofControlPlane, true],
      [ofAddon, proof.isObserved],
    ] as const) {
      for await (const { logGroups: groups = [] } of logs.paginateDescribeLogGroups({
        logGroupNamePrefix: prefix,
      })) {
        for (const group of groups) {
          const { logGroupName: id = '' } = group;
          found.push({
            id,
            words: `log group ${id}`,
            billed: true,
            doubt: isWritten && isSince(proof, group) ? undefined : await byTags(aws, proof, id),
            byHand: byHand(proof, 'logs', 'delete-log-group', '--log-group-name', id),
          });
        }
      }
    }
    return found;
  },
  remove: async (aws, { id }) => {
    const logs = await aws.logs();
    try {
      await logs.deleteLogGroup({ logGroupName: id });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  },
};

/**
 * Puts our tags on the cluster's log groups: nothing else says whose they are once it is gone, and a run that is ended in
 * the middle would not know them again.
 */
export async function markLogGroups(aws: Aws, proof: Proof): Promise<void> {
  const logs = await aws.logs();
  for (const { id, doubt } of await logGroups.find(aws, proof)) {
    if (doubt !== undefined) continue;
    try {
      await logs.tagResource({
        resourceArn: arnOf(proof, id),
        tags: { project: PROJECT, cluster: proof.name },
      });
    } catch (error) {
      if (!isMissing(error) && !isDenied(error)) throw error;
    }
  }
}

// EKS alone writes to a group of this name, and to no older one of a cluster that had it before.
function isSince({ since }: Proof, { creationTime }: LogGroup): boolean {
  return since !== undefined && creationTime !== undefined && creationTime >= since.getTime();
}

async function byTags(aws: Aws, proof: Proof, id: string): Promise<string | undefined> {
  const logs = await aws.logs();
  const { tags = {} } = await logs.listTagsForResource({ resourceArn: arnOf(proof, id) });
  return doubt(proof, { tags: new Map(Object.entries(tags)) });
}

function arnOf({ region, account }: Proof, group: string): string {
  return `arn:${partitionOf(region)}:logs:${region}:${account}:log-group:${group}`;
}

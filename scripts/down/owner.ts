import type { Cluster } from '@aws-sdk/client-eks';
import { refuseOthers } from '../../aws/refuse-others.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { clusterStackName } from '../../eksctl/stack-names.ts';
import type { Stack } from '../../aws/stacks/stacks.ts';

/** What is known of a cluster that shall go, besides its tags. */
export interface Claimed {
  readonly name: string;
  readonly region: string;
  /** As EKS describes it; undefined where there is only what it left. */
  readonly cluster?: Cluster;
  /** Whose it should be. */
  readonly owner?: string | undefined;
}

/**
 * Whose cluster it is, as its tags say, or those of its stacks where it is gone. Refuses one that is not of this
 * project, or not of the owner that was expected; where nothing has tags, there is nobody to ask.
 */
export function ownerOf(claimed: Claimed, stacks: readonly Stack[]): string | undefined {
  const { name, region, cluster, owner } = claimed;
  if (cluster) refuseOthers(claimed, cluster);
  const tagged = cluster ? cluster.tags?.owner : told(stacks, name)?.tags.get('owner');
  if (!tagged || owner === undefined || owner === tagged) return tagged;
  throw new UsageError(
    `${name} in ${region} belongs to ${tagged}, not to ${owner}`,
    `ask ${tagged}; if you may delete it, name the owner: npm run down -- --cluster ${name} --region ${region} --owner ${tagged}`,
  );
}

/** Refuses a cluster that is there and may not go: another's, and one that is protected. */
export function refuseToDelete(claimed: Claimed): void {
  const { name, region, cluster } = claimed;
  if (!cluster) return;
  ownerOf(claimed, []);
  if (!cluster.deletionProtection) return;
  throw new UsageError(
    `${name} is protected against deletion`,
    `remove that first: aws eks update-cluster-config --region ${region} --name ${name} --no-deletion-protection`,
  );
}

// The cluster's own stack knows best.
function told(stacks: readonly Stack[], cluster: string): Stack | undefined {
  return stacks.find(({ name }) => name === clusterStackName(cluster)) ?? stacks[0];
}

import type { Cluster } from '@aws-sdk/client-eks';
import { refuseOthers } from '../../aws/refuse-others.ts';
import { PROJECT } from '../../eksctl/tags.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { clusterStackName } from '../../eksctl/stack-names.ts';
import type { Stack } from '../../aws/stacks/stacks.ts';
import { deleteStackLine } from '../../aws/stacks/delete-line.ts';

/** What is known of a cluster that shall go, besides its tags. */
export interface Claimed {
  readonly name: string;
  readonly region: string;
  /** As EKS describes it; undefined where there is only what it left. */
  readonly cluster?: Pick<Cluster, 'arn' | 'tags'>;
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
  else refuseOthersStacks(claimed, stacks);
  const tagged = cluster ? cluster.tags?.owner : told(stacks, name)?.tags.get('owner');
  if (!tagged || owner === undefined || owner === tagged) return tagged;
  throw new UsageError(
    `${name} in ${region} belongs to ${tagged}, not to ${owner}`,
    `ask ${tagged}; if it may go, say whose it is: npm run down -- --cluster ${name} --region ${region} --owner ${tagged}`,
  );
}

function refuseOthersStacks({ name, region }: Claimed, stacks: readonly Stack[]): void {
  const stack = told(stacks, name);
  if (!stack || isOfProject(stack)) return;
  throw new UsageError(
    `the stack ${stack.name} in ${region} was not made from a cluster file of this project: it has no tag project=${PROJECT}`,
    `if it is yours, and of no cluster that is just being made: ${deleteStackLine(region, stack.name)}`,
  );
}

// The cluster's own stack knows best; one that was made by hand beside it has none of our tags.
function told(stacks: readonly Stack[], cluster: string): Stack | undefined {
  const own = stacks.find(({ name }) => name === clusterStackName(cluster));
  return own ?? stacks.find(isOfProject) ?? stacks[0];
}

function isOfProject({ tags }: Stack): boolean {
  return tags.get('project') === PROJECT;
}

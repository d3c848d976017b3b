import type { Nodegroup } from '@aws-sdk/client-eks';
import { AwsError } from '../../aws/aws-error.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import type { AccountView } from './account.ts';
import { isAutoscaler } from './autoscaler.ts';
import type { Live } from './live.ts';
import { isStopped } from './workload.ts';

/** What gives a cluster its nodes back that npm run pause has taken; undefined where it has not. */
export function resumeIfPaused(
  { name }: ClusterConfig,
  live: Live,
  account: AccountView | AwsError | undefined,
): string | undefined {
  return isPaused(live, account) ? resumeLine(name) : undefined;
}

/** The command that gives a cluster its nodes back. */
export function resumeLine(cluster: string): string {
  return `npm run resume -- --cluster ${cluster}`;
}

/** Whether a node group has no nodes and gets none, as npm run pause leaves it. */
export function isEmptied({ scalingConfig }: Nodegroup): boolean {
  return scalingConfig?.minSize === 0 && scalingConfig.desiredSize === 0;
}

// Where AWS was not asked: pause also stops the autoscaler.
function isPaused(live: Live, account: AccountView | AwsError | undefined): boolean {
  if (account === undefined || account instanceof AwsError) {
    return (
      live.of('Node').length === 0 && live.of('Deployment').filter(isAutoscaler).some(isStopped)
    );
  }
  const { nodegroups } = account;
  return nodegroups.length > 0 && nodegroups.every(isEmptied);
}

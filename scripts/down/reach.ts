import type { Cluster } from '@aws-sdk/client-eks';
import { isUsable } from '../../aws/find-cluster.ts';
import type { Kubectl } from '../../aws/kubectl.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** How a cluster's API is reached, or why it isn't; neither where there is no cluster. */
export interface Reach {
  readonly kubectl?: Kubectl;
  readonly refusal?: string;
}

/** Tries whether a cluster's API can be used from here. */
export async function reachOf(cluster: Cluster, kubectl: Kubectl): Promise<Reach> {
  if (!isUsable(cluster)) return { refusal: `the cluster is ${cluster.status}` };
  try {
    const refusal = await kubectl.refusal();
    return refusal === undefined ? { kubectl } : { refusal };
  } catch (error) {
    // Without kubectl it goes the longer way.
    if (error instanceof UsageError) return { refusal: error.message };
    throw error;
  }
}

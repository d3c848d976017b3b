import { isMissing } from '../aws/aws-error.ts';
import type { Aws } from '../aws/clients.ts';

/** Asks EKS for the Kubernetes minor of a cluster's control plane; undefined when there is no such cluster. */
export async function runningVersion(name: string, aws: Aws): Promise<string | undefined> {
  const eks = await aws.eks();
  try {
    const { cluster } = await eks.describeCluster({ name });
    return cluster?.version;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

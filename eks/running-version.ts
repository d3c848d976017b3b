import type { EKSClientConfig } from '@aws-sdk/client-eks';
import { UsageError } from '../scripts/shared/usage-error.ts';

/** Asks EKS for the Kubernetes minor of a cluster's control plane; undefined when there is no such cluster. */
export async function runningVersion(
  name: string,
  settings: EKSClientConfig,
): Promise<string | undefined> {
  // Slow to load, and only asked for by a flag.
  const { DescribeClusterCommand, EKSClient } = await import('@aws-sdk/client-eks');
  const client = new EKSClient(settings);
  try {
    const { cluster } = await client.send(new DescribeClusterCommand({ name }));
    return cluster?.version;
  } catch (error) {
    const { name: kind, message } = error as Error;
    if (kind === 'ResourceNotFoundException') return undefined;
    throw new UsageError(
      `EKS does not say which version ${name} runs: ${kind}: ${message}`,
      'sign in with rights to eks:DescribeCluster, and try aws sts get-caller-identity',
    );
  } finally {
    client.destroy();
  }
}

import type { Cluster } from '@aws-sdk/client-eks';
import { didYouMean } from '../terminal/suggest.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { SenselessAnswer } from './answers/senseless.ts';
import { AwsError, isMissing } from './aws-error.ts';
import type { Aws } from './clients.ts';

/** What EKS says of a cluster; undefined when it has none of that name in that region. */
export async function findCluster(aws: Aws, name: string): Promise<Cluster | undefined> {
  const eks = await aws.eks();
  try {
    const { cluster } = await eks.describeCluster({ name });
    if (cluster?.name === name && cluster.status) return cluster;
    throw AwsError.of(new SenselessAnswer(`it is about ${cluster?.name ?? 'nobody'}`), {
      action: 'eks:DescribeCluster',
      region: aws.region ?? '',
    });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether a cluster can be worked with. */
export function isUsable({ status }: Cluster): boolean {
  return status === 'ACTIVE' || status === 'UPDATING';
}

/** The cluster that a command can't do without; says what is likely where there is none. */
export async function existingCluster(
  aws: Aws,
  { name, region }: { readonly name: string; readonly region: string },
): Promise<Cluster> {
  const cluster = await findCluster(aws, name);
  if (cluster) return cluster;
  throw new UsageError(
    `there is no cluster ${name} in ${region}`,
    await whatIsLikely(aws, name, region),
  );
}

async function whatIsLikely(aws: Aws, name: string, region: string): Promise<string> {
  const others = await clusterNames(aws);
  const near = didYouMean(name, others);
  if (near) return near;
  const there = others.length > 0 ? `; there are ${others.join(', ')} in ${region}` : '';
  return `not made yet? npm run up -- --cluster ${name}; or another region than ${region}${there}`;
}

async function clusterNames(aws: Aws): Promise<string[]> {
  const eks = await aws.eks();
  try {
    return (await eks.listClusters({ maxResults: 20 })).clusters ?? [];
  } catch (error) {
    // A hint is not worth a second error.
    if (error instanceof AwsError) return [];
    throw error;
  }
}

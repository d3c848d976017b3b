import { isDenied } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';

/** The public addresses of a cluster's running nodes; undefined when one may not ask. */
export async function nodeAddresses(aws: Aws, cluster: string): Promise<string[] | undefined> {
  const ec2 = await aws.ec2();
  const addresses: string[] = [];
  const pages = ec2.paginateDescribeInstances({
    Filters: [
      { Name: 'tag:eks:cluster-name', Values: [cluster] },
      { Name: 'instance-state-name', Values: ['running'] },
    ],
  });
  try {
    for await (const { Reservations = [] } of pages) {
      for (const { Instances = [] } of Reservations) {
        addresses.push(...Instances.flatMap(({ PublicIpAddress }) => PublicIpAddress ?? []));
      }
    }
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
  return addresses.sort();
}

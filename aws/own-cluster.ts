import type { Cluster } from '@aws-sdk/client-eks';
import { type Aws, withAws } from './clients.ts';
import { existingCluster } from './find-cluster.ts';
import { refuseOthers } from './refuse-others.ts';

/** Does something with a cluster that is there, and of this project; refuses any other. */
export function withOwnCluster<T>(
  named: { readonly name: string; readonly region: string },
  work: (aws: Aws, cluster: Cluster) => Promise<T>,
): Promise<T> {
  return withAws(named.region, async (aws) => {
    const cluster = await existingCluster(aws, named);
    refuseOthers(named, cluster);
    return work(aws, cluster);
  });
}

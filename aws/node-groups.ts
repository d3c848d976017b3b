import type { Nodegroup } from '@aws-sdk/client-eks';
import type { Aws } from './clients.ts';

/** The names of a cluster's managed node groups, sorted. */
export async function nodeGroupNames(aws: Aws, clusterName: string): Promise<string[]> {
  const eks = await aws.eks();
  const names: string[] = [];
  for await (const { nodegroups = [] } of eks.paginateListNodegroups({ clusterName })) {
    names.push(...nodegroups);
  }
  return names.sort();
}

/** A cluster's managed node groups as EKS describes them, by name. */
export async function nodeGroupsOf(aws: Aws, clusterName: string): Promise<Nodegroup[]> {
  const eks = await aws.eks();
  return Promise.all(
    (await nodeGroupNames(aws, clusterName)).map(async (nodegroupName) => {
      const { nodegroup } = await eks.describeNodegroup({ clusterName, nodegroupName });
      return { nodegroupName, ...nodegroup };
    }),
  );
}

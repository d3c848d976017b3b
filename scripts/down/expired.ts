import type { Aws } from '../../aws/clients.ts';
import { findCluster } from '../../aws/find-cluster.ts';
import { isProvedBy, type Tags } from '../../eksctl/tags.ts';
import { isPast } from '../../terminal/day.ts';
import { EKSCTL_TAG } from '../../eksctl/stack-names.ts';
import { allStacks } from '../../aws/stacks/stacks.ts';

/** A cluster whose day has passed. */
export interface Expired {
  readonly name: string;
  readonly expires: string;
}

/**
 * The clusters of this project in a region whose tag expires names a day before today, whether whole or in parts.
 * Stacks keep the tags that they were made with: they count only where their cluster is gone.
 */
export async function expiredClusters(aws: Aws, today: string): Promise<Expired[]> {
  const expired = new Map<string, Expired>();
  const add = (name: string, tags: Tags) => {
    const expires = tags.get('expires');
    if (isProvedBy(tags, name) && expires !== undefined && isPast(expires, today)) {
      expired.set(name, { name, expires });
    }
  };
  const live = new Set<string>();
  const eks = await aws.eks();
  for await (const { clusters = [] } of eks.paginateListClusters({})) {
    for (const name of clusters) {
      const cluster = await findCluster(aws, name);
      if (!cluster) continue;
      live.add(name);
      add(name, new Map(Object.entries(cluster.tags ?? {})));
    }
  }
  for (const { tags } of await allStacks(aws)) {
    const name = tags.get(EKSCTL_TAG) ?? tags.get('cluster');
    if (name && !live.has(name)) add(name, tags);
  }
  return [...expired.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

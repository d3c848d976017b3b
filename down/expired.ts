import type { Aws } from '../aws/clients.ts';
import { findCluster } from '../aws/find-cluster.ts';
import { PROJECT } from '../eksctl/tags.ts';
import { EKSCTL_TAG } from '../stacks/names.ts';
import { allStacks } from '../stacks/stacks.ts';

/** A cluster whose day has passed. */
export interface Expired {
  readonly name: string;
  readonly expires: string;
}

/** The clusters of this project in a region whose tag expires names a day before today, whether whole or in parts. */
export async function expiredClusters(aws: Aws, today: string): Promise<Expired[]> {
  const expired = new Map<string, Expired>();
  const add = (name: string, project: string | undefined, expires: string | undefined) => {
    if (project === PROJECT && isDay(expires) && expires < today) {
      expired.set(name, { name, expires });
    }
  };
  const eks = await aws.eks();
  for await (const { clusters = [] } of eks.paginateListClusters({})) {
    for (const name of clusters) {
      const { project, expires } = (await findCluster(aws, name))?.tags ?? {};
      add(name, project, expires);
    }
  }
  for (const { tags } of await allStacks(aws)) {
    const name = tags.get(EKSCTL_TAG) ?? tags.get('cluster');
    if (name) add(name, tags.get('project'), tags.get('expires'));
  }
  return [...expired.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isDay(text: string | undefined): text is string {
  return /^\d{4}-\d\d-\d\d$/.test(text ?? '');
}

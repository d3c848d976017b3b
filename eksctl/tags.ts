import type { ClusterConfig } from '../config/schema.ts';

/** The tag by which everything of this project is found, whichever cluster it belongs to. */
export const PROJECT = 'eks-sock-shop';

/** The tags that a thing has. */
export type Tags = ReadonlyMap<string, string>;

/** Whether tags prove that something is of one of this project's clusters: its project and its cluster, by name. */
export function isProvedBy(tags: Tags, cluster: string): boolean {
  return tags.get('project') === PROJECT && tags.get('cluster') === cluster;
}

/** The tags on everything that a cluster consists of, so that clean-up can prove that nothing is left. */
export function clusterTags({ name, owner, expires, tags }: ClusterConfig): Record<string, string> {
  return { ...tags, project: PROJECT, cluster: name, owner, ...(expires && { expires }) };
}

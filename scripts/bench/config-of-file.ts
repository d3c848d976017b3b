import { type ClusterConfig, clusterSchema } from '../../config/schema.ts';

/** The values in which a fleet's clusters differ, as those of a class do. */
export interface Values {
  readonly name: string;
  readonly owner: string;
  readonly from: string;
}

/** The config of a cluster file that says no more than it must. */
export function configOfFile({ name, owner, from }: Values): ClusterConfig {
  return clusterSchema.parse({ name, owner, access: { from: [from] } });
}

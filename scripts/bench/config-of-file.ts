import { type ClusterConfig, clusterSchema } from '../../config/schema.ts';
import type { Values } from './contenders.ts';

/** The config of a cluster file that says no more than it must. */
export function configOfFile({ name, owner, from }: Values): ClusterConfig {
  return clusterSchema.parse({ name, owner, access: { from: [from] } });
}

import type { ClusterConfig } from './schema.ts';
import { usualZones } from '../tables/regions.ts';

/** The cluster's zones, where they must be known; otherwise eksctl chooses. */
export function clusterZones(config: ClusterConfig): readonly string[] {
  if (config.vpc.id) return [];
  if (config.availabilityZones.length > 0) return config.availabilityZones;
  return isPersistent(config) ? (usualZones(config.region) ?? []) : [];
}

/**
 * The one zone of all nodes when volumes stay: a volume is bound to its zone, so in several a drained pod may
 * find no node beside its volume.
 */
export function nodeZone(config: ClusterConfig): string | undefined {
  if (!isPersistent(config)) return undefined;
  const { vpc, network } = config;
  const subnets = network === 'private' ? vpc.privateSubnets : vpc.publicSubnets;
  return vpc.id ? Object.keys(subnets).sort()[0] : clusterZones(config)[0];
}

/** Whether anything in the cluster keeps its data on volumes. */
export function isPersistent({ sockShop }: ClusterConfig): boolean {
  return sockShop.enabled && sockShop.storage === 'persistent';
}

/** Two zones of a region to propose, whichever are named already. */
export function twoZones(region: string, named: readonly string[] = []): [string, string] {
  const [first = `${region}a`] = named;
  const other = ['a', 'b'].map((letter) => `${region}${letter}`).find((zone) => zone !== first);
  return [first, other ?? `${region}b`];
}

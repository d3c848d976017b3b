import { findInstanceType } from '../../tables/instance-types.ts';
import { instancePrice, pricedTypes, typicalPrice } from '../../tables/prices.ts';
import type { Demand } from './demand.ts';
import { changed, type NodeGroup } from './node-group.ts';
import { lacks, place, plus } from './place.ts';

/** A change of the node group that makes everything fit. */
export interface Change {
  readonly instanceType: string;
  readonly min: number;
  /** What an hour of these nodes costs in the region, where that is known. */
  readonly hour?: number;
}

// A cluster of more nodes than this for one shop makes no sense.
const MOST_NODES = 20;

// More to choose from than anybody reads.
const ENOUGH_TYPES = 5;

/** Changes of a node group that make everything fit, the cheapest first: other types, and more nodes. */
export function changesThatFit(demand: Demand, group: NodeGroup, region: string): Change[] {
  const changes = typesThatFit(demand, group).map((type) => change(type, group.min, region));
  for (let min = group.min + 1; min <= MOST_NODES; min++) {
    if (!fits(demand, changed(group, group.instanceType, min))) continue;
    changes.push(change(group.instanceType, min, region));
    break;
  }
  return changes.sort((a, b) => typicalCost(a) - typicalCost(b));
}

/** The types on which everything fits with as many nodes, the cheapest first; all priced ones, or those named. */
export function typesThatFit(
  demand: Demand,
  group: NodeGroup,
  among: readonly string[] = pricedTypes,
): string[] {
  const fitting: string[] = [];
  for (const type of typesByPrice(group, among)) {
    if (fitting.length === ENOUGH_TYPES) break;
    if (fits(demand, changed(group, type, group.min))) fitting.push(type);
  }
  return fitting;
}

function typesByPrice({ instanceType }: NodeGroup, among: readonly string[]): readonly string[] {
  const present = findInstanceType(instanceType);
  return among
    .filter((name) => {
      const type = findInstanceType(name);
      return name !== instanceType && type?.architecture === present?.architecture;
    })
    .sort((a, b) => (typicalPrice(a) ?? Infinity) - (typicalPrice(b) ?? Infinity));
}

function fits(demand: Demand, group: NodeGroup | undefined): boolean {
  if (!group) return false;
  const { each, min } = group;
  const all = demand.pods.reduce(plus, { cpu: 0, memory: 0, pods: 0, volumes: 0 });
  const room = { cpu: 0, memory: 0, pods: 0, volumes: 0 };
  for (const key of ['cpu', 'memory', 'pods', 'volumes'] as const) room[key] = each[key] * min;
  return lacks(all, room).length === 0 && place(demand, group, min).unplaced.length === 0;
}

function change(instanceType: string, min: number, region: string): Change {
  const price = instancePrice(region, instanceType);
  return { instanceType, min, ...(price !== undefined && { hour: price * min }) };
}

function typicalCost({ instanceType, min }: Change): number {
  return (typicalPrice(instanceType) ?? Infinity) * min;
}

import { regionPrices } from '../../tables/prices.ts';
import type { Subject } from '../check.ts';
import { text } from '../values.ts';
import { type AtRest, atRest } from './at-rest.ts';
import type { Demand } from './demand.ts';
import { learnersOn } from './learners.ts';
import { type NodeGroup, nodeGroupOf } from './node-group.ts';
import { type Price, priceOf } from './price.ts';
import { uncountedAddons } from './system-pods.ts';
import { totalDemand } from './total-demand.ts';

/** What a cluster needs, has and costs. */
export interface CapacityReport {
  readonly cluster: string;
  readonly region: string;
  readonly kubernetes: string;
  readonly group: NodeGroup;
  readonly demand: Demand;
  readonly rest: AtRest;
  /** At the minimum, the desired count and the maximum, each count once. */
  readonly prices: readonly PriceAtCount[];
  readonly byUse: Readonly<Record<string, string>>;
  /** Addons whose pods' requests nobody published. */
  readonly uncounted: readonly string[];
}

/** A price, and how many learners share it when the cluster is full. */
export interface PriceAtCount extends Price {
  readonly called: readonly string[];
  readonly learners?: number;
}

/** Everything that is known of a cluster's capacity and cost; undefined where its nodes aren't known. */
export function capacityReport(subject: Subject): CapacityReport | undefined {
  const group = nodeGroupOf(subject);
  if (!group) return undefined;
  const { config, clusterConfig, minor } = subject;
  const { name, region } = clusterConfig?.object.metadata ?? {};
  const demand = totalDemand(subject);
  return {
    cluster: config?.name ?? text(name) ?? '?',
    region: config?.region ?? text(region) ?? '?',
    kubernetes: minor,
    group,
    demand,
    rest: atRest(subject, group),
    prices: pricesAt(subject, group, demand),
    byUse: regionPrices(config?.region ?? text(region) ?? '').byUse ?? {},
    uncounted: uncountedAddons(subject),
  };
}

function pricesAt(subject: Subject, group: NodeGroup, demand: Demand): PriceAtCount[] {
  const names = new Map<number, string[]>();
  for (const called of ['min', 'desired', 'max'] as const) {
    const count = group[called];
    names.set(count, [...(names.get(count) ?? []), called]);
  }
  return [...names].map(([count, called]) => {
    const learners = learnersOn(demand, group, count);
    const price = priceOf(subject, group.instanceType, count);
    return { ...price, called, ...(learners !== undefined && { learners }) };
  });
}

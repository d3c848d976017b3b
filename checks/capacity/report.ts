import { regionPrices } from '../../tables/prices.ts';
import type { Subject } from '../check.ts';
import { append } from '../index-of.ts';
import { text } from '../values.ts';
import { type AtRest, atRest } from './at-rest.ts';
import type { Demand, PodDemand } from './demand.ts';
import { balancedAtOnce } from '../exposure/exposure.ts';
import { learnerPods } from './learner-pods.ts';
import { learnersOn } from './learners.ts';
import { nodesFor } from './learners-fit.ts';
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
  /** The cluster file's learners, if it has any. */
  readonly cohort?: Cohort;
  readonly byUse: Readonly<Record<string, string>>;
  /** Addons whose pods' requests nobody published. */
  readonly uncounted: readonly string[];
}

/** The learners of a cluster file, and what they need together. */
export interface Cohort {
  readonly learners: number;
  /** The pods that each may bring. */
  readonly each: readonly Pick<PodDemand, 'cpu' | 'memory'>[];
  /** The fewest nodes that hold them all; undefined where no count does. */
  readonly nodes?: number;
  /** How many of them can have a load balancer at a time. */
  readonly balanced: number;
}

/** A price, and how many learners share it when the cluster is full. */
export interface PriceAtCount extends Price {
  readonly called: readonly string[];
  /** As many as there is room for; of a cluster file's learners, no more than there are. */
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
    ...cohortOf(subject, group),
    byUse: regionPrices(config?.region ?? text(region) ?? '').byUse ?? {},
    uncounted: uncountedAddons(subject),
  };
}

function cohortOf(subject: Subject, group: NodeGroup): { cohort?: Cohort } {
  const learners = subject.config?.learners.length ?? 0;
  if (learners === 0) return {};
  const each = learnerPods(subject).map(({ cpu, memory }) => ({ cpu, memory }));
  const nodes = nodesFor(subject, group, learners);
  const balanced = balancedAtOnce(subject) ?? 0;
  return { cohort: { learners, each, balanced, ...(nodes !== undefined && { nodes }) } };
}

function pricesAt(subject: Subject, group: NodeGroup, demand: Demand): PriceAtCount[] {
  const cohort = subject.config?.learners.length ?? 0;
  const each = learnerPods(subject);
  const names = new Map<number, string[]>();
  for (const called of ['min', 'desired', 'max'] as const) {
    append(names, group[called], called);
  }
  return [...names].map(([count, called]) => {
    const held = learnersOn(demand, group, count, cohort > 0 ? each : undefined);
    const learners = held !== undefined && cohort > 0 ? Math.min(held, cohort) : held;
    const price = priceOf(subject, group.instanceType, count);
    return { ...price, called, ...(learners !== undefined && { learners }) };
  });
}

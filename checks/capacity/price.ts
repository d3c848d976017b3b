import { eksSupport } from '../../tables/kubernetes.ts';
import {
  controlPlanePrice,
  instancePrice,
  publicAddressPrice,
  regionPrices,
} from '../../tables/prices.ts';
import type { Subject } from '../check.ts';
import { billedOf } from './billed.ts';
import { text } from '../values.ts';

export const HOURS_A_DAY = 24;
/** As AWS's own calculator counts: a year's hours by twelve. */
export const HOURS_A_MONTH = 730;

/** One thing on the bill. */
export interface PriceLine {
  readonly item: string;
  readonly count: number;
  /** USD an hour for all of them; undefined where nobody published it for this region. */
  readonly hour?: number;
}

/** What a cluster costs with one count of nodes, besides what depends on use. */
export interface Price {
  readonly nodes: number;
  readonly lines: readonly PriceLine[];
  /** USD an hour, of what is known. */
  readonly hour: number;
  /** The items that the total leaves out because their price is unknown. */
  readonly unknown: readonly string[];
}

/** What a cluster costs with a count of nodes. */
export function priceOf(subject: Subject, instanceType: string, nodes: number): Price {
  const region =
    subject.config?.region ?? text(subject.clusterConfig?.object.metadata?.region) ?? '';
  const prices = regionPrices(region);
  const billed = billedOf(subject);
  const addresses = billed.publicAddresses + (billed.nodesArePublic ? nodes : 0);
  const support = eksSupport(subject.minor);
  const perHour = (month: number | undefined, count: number) =>
    month === undefined ? undefined : (month * count) / HOURS_A_MONTH;
  const lines = [
    line(`control plane, ${support} support`, 1, controlPlanePrice(region, support)),
    line(
      `${instanceType}${billed.spot ? ', spot (its price changes by the hour)' : ''}`,
      nodes,
      billed.spot ? undefined : instancePrice(region, instanceType),
    ),
    total(
      `node disks, gp3, ${billed.nodeDiskGib} GiB each`,
      nodes,
      perHour(prices.gp3GibMonth, billed.nodeDiskGib * nodes),
    ),
    line('NAT gateway', billed.natGateways, prices.natGateway),
    line('network load balancer', billed.networkLoadBalancers, prices.networkLoadBalancer),
    line(
      'application load balancer',
      billed.applicationLoadBalancers,
      prices.applicationLoadBalancer,
    ),
    line('classic load balancer', billed.classicLoadBalancers, prices.classicLoadBalancer),
    line('public IPv4 address', addresses, publicAddressPrice(region)),
    total(
      `volumes, gp3, ${billed.volumeGib} GiB in all`,
      billed.volumeGib > 0 ? 1 : 0,
      perHour(prices.gp3GibMonth, billed.volumeGib),
    ),
  ].filter(({ count }) => count > 0);
  return {
    nodes,
    lines,
    hour: lines.reduce((sum, { hour }) => sum + (hour ?? 0), 0),
    unknown: lines.filter(({ hour }) => hour === undefined).map(({ item }) => item),
  };
}

function line(item: string, count: number, each: number | undefined): PriceLine {
  return total(item, count, each === undefined ? undefined : each * count);
}

function total(item: string, count: number, hour: number | undefined): PriceLine {
  return { item, count, ...(hour !== undefined && { hour }) };
}

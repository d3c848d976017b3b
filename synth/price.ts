import { HOURS_A_DAY, priceOf } from '../checks/capacity/price.ts';
import { nodesInWords } from '../checks/capacity/words.ts';
import { append } from '../checks/index-of.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { synthesize } from './synthesize.ts';
import { pricesRead } from '../tables/prices.ts';

const FIRST = 'to begin with';
const MOST = 'at most';

/** What the cluster costs with so many nodes; the sums leave out what is unknown. */
export interface PricedNodes {
  readonly nodes: number;
  readonly called: readonly string[];
  readonly hour: number;
  readonly day: number;
  readonly unknown: readonly string[];
}

/** The prices that are known, and of which day they are. */
export interface PreflightPrice {
  readonly at: readonly PricedNodes[];
  readonly read: string;
}

/** What the cluster costs at its desired size and at its largest. */
export function preflightPrice(config: ClusterConfig): PreflightPrice {
  const subject = synthesize(config);
  const { desired, max, instanceType } = config.nodes;
  const counts = new Map([[desired, [FIRST]]]);
  append(counts, max, MOST);
  return {
    read: pricesRead,
    at: [...counts].map(([nodes, called]) => {
      const { hour, unknown, lines } = priceOf(subject, instanceType, nodes);
      const isKnown = lines.some((line) => line.hour !== undefined);
      return {
        nodes,
        called,
        hour: isKnown ? hour : Number.NaN,
        day: isKnown ? hour * HOURS_A_DAY : Number.NaN,
        unknown,
      };
    }),
  };
}

/** What several clusters cost together, all at their desired size and all at their largest. */
export function sumOf(prices: readonly PreflightPrice[]): PreflightPrice {
  return {
    read: pricesRead,
    at: [FIRST, MOST].map((called) => {
      const all = prices.flatMap(({ at }) => at.filter((one) => one.called.includes(called)));
      const known = all.filter(({ hour }) => !Number.isNaN(hour));
      const sum = (of: (one: PricedNodes) => number) =>
        known.length === 0 ? Number.NaN : known.reduce((total, one) => total + of(one), 0);
      return {
        nodes: all.reduce((total, { nodes }) => total + nodes, 0),
        called: [called],
        hour: sum(({ hour }) => hour),
        day: sum(({ day }) => day),
        unknown: [...new Set(all.flatMap(({ unknown }) => unknown))],
      };
    }),
  };
}

/** The price in words. */
export function priceLines({ at, read }: PreflightPrice): string[] {
  const unknown = [...new Set(at.flatMap((one) => one.unknown))];
  return [
    ...at.map(({ nodes, called, hour, day, unknown: without }) => {
      const least = without.length > 0 ? 'at least ' : '';
      const sum = Number.isNaN(hour)
        ? 'unknown'
        : `${least}${hour.toFixed(4)} USD an hour, ${day.toFixed(2)} a day`;
      return `price with ${nodesInWords(nodes)} (${called.join(', ')}): ${sum}`;
    }),
    ...(unknown.length > 0 ? [`unknown, and not included: ${unknown.join('; ')}`] : []),
    `list prices as read up to ${read}, without tax and without what depends on use`,
    'more: npm run capacity',
  ];
}

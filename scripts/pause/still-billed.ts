import { nodeGroupOf } from '../../checks/capacity/node-group.ts';
import { HOURS_A_DAY, type Price, priceOf } from '../../checks/capacity/price.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { pricesRead } from '../../tables/prices.ts';

/** What a cluster costs while it has so many nodes, in lines: each item, and the sum. */
export function billLines(config: ClusterConfig, nodes: number): string[] {
  const subject = synthesize(config);
  const group = nodeGroupOf(subject);
  return group ? linesOf(priceOf(subject, group.instanceType, nodes)) : [];
}

function linesOf({ lines, hour, unknown }: Price): string[] {
  const atLeast = unknown.length > 0 ? 'at least ' : '';
  return [
    ...lines.map(
      ({ item, count, hour: price }) =>
        `  ${count} × ${item}: ${price === undefined ? 'price unknown here' : `${price.toFixed(4)} USD an hour`}`,
    ),
    `  together ${atLeast}${hour.toFixed(4)} USD an hour, ${(hour * HOURS_A_DAY).toFixed(2)} a day (list prices read up to ${pricesRead})`,
  ];
}

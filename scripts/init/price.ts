import { HOURS_A_DAY, priceOf } from '../../checks/capacity/price.ts';
import { pricesRead } from '../../tables/prices.ts';
import type { Draft } from './draft.ts';

/** What these clusters cost together at their desired sizes, in words. */
export function priceOfAll(drafts: readonly Draft[]): string {
  const prices = drafts.map(({ output }) => {
    const { instanceType, desired } = output.config.nodes;
    return priceOf(output, instanceType, desired);
  });
  const unknown = new Set(prices.flatMap((price) => price.unknown));
  const hour = prices.reduce((sum, price) => sum + price.hour, 0);
  const least = unknown.size > 0 ? 'at least ' : '';
  const without = unknown.size > 0 ? `, without ${[...unknown].join('; ')}` : '';
  return `${least}${hour.toFixed(2)} USD an hour, ${(hour * HOURS_A_DAY).toFixed(2)} a day from the first minute (list prices read up to ${pricesRead}${without})`;
}

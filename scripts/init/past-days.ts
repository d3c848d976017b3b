import type { Problem } from '../../terminal/problem.ts';
import { isPast, today } from '../../terminal/day.ts';
import type { Listed } from './draft.ts';

/** The days of expires that are over: the next `npm run down -- --expired` would take such a cluster. */
export function pastDays(listed: readonly Listed[]): Problem[] {
  const message = `is past: today is ${today()}`;
  const fix = 'write a later day, or leave it out';
  return listed.flatMap(({ wish: { expires }, said }) =>
    expires !== undefined && isPast(expires)
      ? [{ place: said('expires'), value: expires, message, fix }]
      : [],
  );
}

import { isPast, today } from '../../terminal/day.ts';
import type { Check } from './check.ts';
import { failed, passed } from './line.ts';

/** The day after which the cluster counts as forgotten is still to come. */
export const expires: Check = {
  group: 'cluster',
  check: 'expires',
  what: 'the day in expires',
  asksAws: false,
  look: async ({ config: { name, expires: day } }) => {
    if (day === null) return undefined;
    if (!isPast(day)) return passed(expires, `until the end of ${day}`);
    return failed(
      expires,
      `it is ${day}, and today is ${today()}: the next npm run down -- --expired would delete the cluster`,
      `write a later day into clusters/${name}.yaml, or leave expires out; then npm run synth`,
    );
  },
};

import type { fc } from '../support/random.ts';

/** Of how many cases each property tries its share: a few hundred in all, unless PROPERTY_RUNS says more. */
export const RUNS = Number(process.env.PROPERTY_RUNS ?? 150);

/** The settings of a property with its share. */
export const settings = (share: number): fc.Parameters<unknown> => ({
  numRuns: Math.max(1, Math.ceil(RUNS * share)),
});

/** Enough time for a share of the cases on a slow machine. */
export const TIMEOUT = 60_000 + RUNS * 500;

import type { fc } from '../support/random.ts';

/** How many cases all properties together try: a few hundred unless PROPERTY_RUNS says more. */
export const RUNS = Number(process.env.PROPERTY_RUNS ?? 150);

/** The settings of a property that tries a share of all cases. */
export const settings = (share: number): fc.Parameters<unknown> => ({
  numRuns: Math.max(1, Math.ceil(RUNS * share)),
});

/** Enough time for a share of the cases on a slow machine. */
export const TIMEOUT = 60_000 + RUNS * 500;

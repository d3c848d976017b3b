import type { Parameters } from 'fast-check';

/** How many cases all properties together try: a few hundred unless PROPERTY_RUNS says more. */
export const RUNS = Number(process.env.PROPERTY_RUNS ?? 150);

/** The settings of a property that tries a share of all cases. PROPERTY_SEED repeats an earlier run. */
export function settings(share: number): Parameters<unknown> {
  const { PROPERTY_SEED } = process.env;
  return {
    numRuns: Math.max(1, Math.ceil(RUNS * share)),
    ...(PROPERTY_SEED !== undefined && { seed: Number(PROPERTY_SEED) }),
  };
}

/** Enough time for a share of the cases on a slow machine. */
export const TIMEOUT = 60_000 + RUNS * 500;

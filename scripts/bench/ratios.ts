import type { Result } from './scenarios.ts';

/** What the guard watches: each is a ratio of two runs of one session, the lower the better. */
export interface Ratios {
  /** One whole cluster, over the start of node itself. */
  readonly coldOverNode: number;
  /** A fleet, over plain cdk8s, which checks nothing. */
  readonly fleetOverCdk8s: number;
  /** Comparing a fleet, over writing it. */
  readonly checkOverSynth: number;
}

/** By how much a ratio may be worse than the committed one before it counts: noise stays below it. */
export const MARGIN = 1.4;

/**
 * The ratios of a session, by the CPU time that each program spent in itself: of all times the least moved by what else
 * the machine does. The kernel takes several times longer to make files after many were deleted.
 */
export function ratiosOf(cold: readonly Result[], fleet: readonly Result[]): Ratios {
  const cost = (results: readonly Result[], contender: string) => {
    const found = results.find((result) => result.contender === contender);
    return found?.meanUserMs ?? found?.bestMs ?? Number.NaN;
  };
  return {
    coldOverNode: round(cost(cold, 'synth') / cost(cold, 'node')),
    fleetOverCdk8s: round(cost(fleet, 'synth') / cost(fleet, 'cdk8s')),
    checkOverSynth: round(cost(fleet, 'synth --check') / cost(fleet, 'synth')),
  };
}

/** Which ratios have fallen behind the committed ones by more than the margin. */
export function fallenBehind(now: Ratios, committed: Ratios): string[] {
  return (Object.keys(committed) as (keyof Ratios)[]).flatMap((name) => {
    const most = round(committed[name] * MARGIN);
    // What can't be told, as when a run is missing, counts as behind.
    if (now[name] <= most) return [];
    return [`${name} is ${now[name]}, and was ${committed[name]}: more than ${most} is too much`];
  });
}

function round(ratio: number): number {
  return Math.round(ratio * 1000) / 1000;
}

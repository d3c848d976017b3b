import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemsError } from '../../../terminal/problem.ts';
import { UsageError } from '../../../terminal/usage-error.ts';
import { fc } from '../../support/random.ts';

const RUNS = Number(process.env.HOSTILE_RUNS ?? 300);

/** What steers a terminal: nothing of it may be in what is printed. */
export const STEERING = /(?!\r\n)[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/u;

const runs = (share: number) => ({
  numRuns: Math.max(1, Math.ceil(RUNS * share)),
  interruptAfterTimeLimit: undefined,
});

/** Tries a share of the cases, and leaves their number for the closing lines. */
export function tries<T>(
  what: string,
  share: number,
  cases: fc.Arbitrary<T>,
  predicate: (one: T) => void,
): void {
  let count = 0;
  const counted = (one: T) => {
    count++;
    predicate(one);
  };
  fc.assert(fc.property(cases, counted), runs(share));
  leaveCount(what, count);
}

/** The same for what takes a while. */
export async function triesInTurn<T>(
  what: string,
  share: number,
  cases: fc.Arbitrary<T>,
  predicate: (one: T) => Promise<void>,
): Promise<void> {
  let count = 0;
  const counted = async (one: T) => {
    count++;
    await predicate(one);
  };
  await fc.assert(fc.asyncProperty(cases, counted), runs(share));
  leaveCount(what, count);
}

/** Leaves a number of cases for the closing lines. */
export function leaveCount(what: string, count: number): void {
  const folder = join(process.env.TEST_FOLDER ?? '', 'counts');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, what), String(count));
}

/** What a work says of its input, when anything is wrong with it; anything but words for its user is thrown. */
export function refusal(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof ProblemsError || error instanceof UsageError) return error.message;
    throw error;
  }
}

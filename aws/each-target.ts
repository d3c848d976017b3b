import { describeError } from '../scripts/shared/run.ts';
import { UsageError } from '../scripts/shared/usage-error.ts';
import { allTargets, type Target, targetOf } from './target.ts';

/** The flag by which a command is told to go through every cluster file. */
export const allFlag = {
  all: { type: 'boolean', help: 'every cluster file, one after the other' },
} as const;

interface Chosen {
  readonly cluster?: string;
  readonly region?: string;
  readonly all: boolean;
}

/** Does something for the cluster that is meant, or for all; one that fails doesn't keep the others from it. */
export async function eachTarget(
  command: string,
  { all, ...flags }: Chosen,
  work: (target: Target) => Promise<number | undefined | void>,
): Promise<number> {
  if (!all) return (await work(targetOf(command, flags))) ?? 0;
  if (flags.cluster !== undefined || flags.region !== undefined) {
    throw new UsageError('--all and --cluster contradict each other', 'leave one of them out');
  }
  return inTurn(allTargets(), work);
}

/** Does something for several clusters; says in the end for which it failed. */
export async function inTurn(
  targets: readonly Target[],
  work: (target: Target) => Promise<number | undefined | void>,
): Promise<number> {
  const failed: string[] = [];
  let worst = 0;
  for (const [index, target] of targets.entries()) {
    if (index > 0) console.log('');
    try {
      worst = Math.max(worst, (await work(target)) ?? 0);
    } catch (error) {
      console.error(describeError(error));
      failed.push(target.name);
    }
  }
  if (failed.length === 0) return worst;
  throw new UsageError(
    `${failed.length} of ${targets.length} clusters failed: ${failed.join(', ')}`,
    'what went wrong with each is above; the same command again goes on with them',
  );
}

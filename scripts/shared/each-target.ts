import type { Call } from '../../terminal/call.ts';
import { describeError } from './run.ts';
import { AwsError } from '../../aws/aws-error.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { allTargets, type Named, type Target, targetOf } from './target.ts';

/** The flag by which a command is told to go through every cluster file. */
export const allFlag = {
  all: { type: 'boolean', help: 'every cluster file, one after the other' },
} as const;

interface Chosen extends Named {
  readonly all: boolean;
}

type Work = (target: Target) => Promise<number | undefined | void>;

/** Does something for the cluster that is meant, or for all; one that fails doesn't keep the others from it. */
export async function eachTarget(call: Call<Chosen>, work: Work): Promise<number> {
  if (!call.flags.all) return (await work(targetOf(call))) ?? 0;
  refuseNamed(call.flags);
  return inTurn(allTargets(), work);
}

/** What names one cluster contradicts --all. */
export function refuseNamed({ cluster, region }: Named): void {
  if (cluster === undefined && region === undefined) return;
  throw new UsageError('--all and --cluster cannot be used together', 'leave one of them out');
}

/** Does something for several clusters; says in the end for which it failed. */
export async function inTurn(targets: readonly Target[], work: Work): Promise<number> {
  return goThrough(targets, (target, index) => {
    if (index > 0) console.log('');
    return work(target);
  });
}

/** How several clusters are looked at, to be told of together. */
export interface Looking<T> {
  readonly look: (target: Target) => Promise<T>;
  readonly tell: (found: readonly T[]) => void;
  readonly code: (found: T) => number;
}

/** Looks at several clusters and tells of all that could be looked at; says in the end for which it failed. */
export async function lookInTurn<T>(
  targets: readonly Target[],
  { look, tell, code }: Looking<T>,
): Promise<number> {
  const found: T[] = [];
  try {
    return await goThrough(targets, async (target) => {
      const one = await look(target);
      found.push(one);
      return code(one);
    });
  } finally {
    tell(found);
  }
}

async function goThrough(
  targets: readonly Target[],
  work: (target: Target, index: number) => ReturnType<Work>,
): Promise<number> {
  const failed: Target[] = [];
  const said = new Map<string, string>();
  let [left, worst] = [targets, 0];
  for (let target = left[0]; target; target = left[0]) {
    left = left.slice(1);
    try {
      worst = Math.max(worst, (await work(target, targets.indexOf(target))) ?? 0);
    } catch (error) {
      const isReached = reachOf(error, target);
      console.error(
        isReached ? describeError(error) : ownLines(target, describeError(error), said),
      );
      failed.push(target, ...left.filter((other) => isReached?.(other)));
      left = left.filter((other) => !isReached?.(other));
    }
  }
  if (failed.length === 0) return worst;
  throw new UsageError(
    `${failed.length} of ${targets.length} clusters failed: ${failed.map(({ name }) => name).join(', ')}`,
    'what went wrong is above; run the same command again to continue with them',
  );
}

// Whoever can't sign in, or reach a region, can do so for none of the others.
function reachOf(error: unknown, { region }: Target): ((other: Target) => boolean) | undefined {
  const { reach } = error instanceof AwsError ? error : {};
  if (reach === 'account') return () => true;
  return reach === 'region' ? (other) => other.region === region : undefined;
}

function ownLines({ name, region }: Target, text: string, said: Map<string, string>): string {
  const before = said.get(text);
  said.set(text, before ?? name);
  return [
    `${name}  ${region}`,
    ...(before ? [`the same as for ${before}`] : text.split('\n')),
  ].join('\n  ');
}

import { isExampleRange } from '../../synth/example-range.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { awaitsOwn } from '../../eksctl/own-parts.ts';

/** Nothing is left to do but to make the cluster. */
export const READY = 3;

/** What stands between a cluster file and its cluster, in the order in which it is done. */
export interface Stage {
  readonly order: number;
  /** Where its cluster file stands. */
  readonly says: string;
  /** The command that leads on, for the clusters that a flag names. */
  readonly next: (flag: string) => string;
}

/** How far a cluster is, as its file and its folder tell it: AWS is not asked. */
export function stageOf(config: ClusterConfig, dist: string, isFresh: boolean): Stage {
  const { name, access, manifestsOnly } = config;
  if (access.from.some(isExampleRange)) {
    return {
      order: 1,
      says: 'access.from still holds the example address, which nobody has',
      next: (flag) => `npm run allow-me${flag}   (puts your own address in)`,
    };
  }
  if (!isFresh) {
    return { order: 2, says: `${dist}/ is not made from it yet`, next: () => 'npm run synth' };
  }
  const says = `${dist}/ is fresh`;
  if (manifestsOnly) {
    return { order: READY, says, next: () => `kubectl apply -f ${dist}/${name}/platform` };
  }
  const what = awaitsOwn(config) ? 'launch-template' : 'up';
  return { order: READY, says, next: (flag) => `npm run ${what}${flag}   (says what it would do)` };
}

/** What leads on for several: the earliest stage's command, whichever clusters are in it. */
export function nextOf(
  stages: readonly { readonly name: string; readonly stage: Stage }[],
  among: number,
): string | undefined {
  const [first, ...others] = [...stages].sort((a, b) => a.stage.order - b.stage.order);
  if (!first) return undefined;
  const command = first.stage.next('');
  const alike = others.filter(({ stage }) => stage.next('') === command);
  if (among === 1) return command;
  return first.stage.next(alike.length > 0 ? ' -- --all' : ` -- --cluster ${first.name}`);
}

/** The call of up with which the exercises are still to be done. */
export function forExercises(up: string): string {
  return `${up}${up.includes(' -- ') ? '' : ' --'} --only cluster`;
}

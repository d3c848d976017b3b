import { AwsError } from '../../aws/aws-error.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import type { AccountView } from './account.ts';
import { autoscalerItems } from './autoscaler.ts';
import { clusterItems } from './cluster.ts';
import type { Context } from './context.ts';
import { type Exercise, exerciseOf, type Item, notChecked } from './exercise.ts';
import { ingressItems } from './ingress.ts';
import type { Live } from './live.ts';
import type { Memory } from './memory.ts';
import { nodeItems } from './nodes.ts';
import { resumeIfPaused } from './paused.ts';
import type { Probe } from './probe.ts';
import { nodeRoleScales } from './roles.ts';
import { serviceExercises } from './service-exercises.ts';
import { shopItems } from './shop.ts';
import { ownWorkplace } from './workplace.ts';

/** What the exercises are judged by. */
export interface Sight {
  readonly config: ClusterConfig;
  readonly synthesized: Synthesized;
  readonly live: Live;
  /** Undefined where AWS is not to be asked. */
  readonly account?: AccountView | AwsError;
  readonly context?: Context;
  readonly probe: Probe;
  readonly memory: Memory;
}

/** The chapter's exercises, each with what was found; nothing is changed. */
export async function verify(sight: Sight, wanted: readonly number[]): Promise<Exercise[]> {
  const { config, live, account, probe, memory } = sight;
  const resume = resumeIfPaused(config, live, account);
  const exercises: Exercise[] = [];
  const add = (number: number, items: readonly Item[]) => exercises.push(exerciseOf(number, items));
  if (wanted.includes(1)) add(1, await firstExercise(sight, resume));
  if (wanted.includes(2))
    add(2, [...autoscalerItems(config, live, resume), ...scalingRights(sight)]);
  if (wanted.some((number) => number >= 3 && number <= 5)) {
    const three = await serviceExercises(
      ownWorkplace(config),
      config.access.from,
      live,
      probe,
      memory,
    );
    exercises.push(...three.filter(({ number }) => wanted.includes(number)));
  }
  if (wanted.includes(6)) add(6, await ingressItems(config, live, probe, resume));
  return exercises;
}

// Asked for once the autoscaler's exercise is looked at, and AWS with it.
function scalingRights({ account }: Sight): Item[] {
  if (account === undefined) return [];
  if (account instanceof AwsError) {
    return [notChecked("the nodes' role has no right to scale", account.message, account.fix)];
  }
  const roles = new Set(account.nodegroups.flatMap(({ nodeRole }) => nodeRole ?? []));
  return [...roles].map((arn) => nodeRoleScales(account.roles[arn] ?? 'it was not read'));
}

async function firstExercise(
  { config, synthesized, live, account, context, probe }: Sight,
  resume: string | undefined,
): Promise<Item[]> {
  const objects = synthesized.files
    .filter(({ path }) => path.startsWith('apps/'))
    .flatMap(({ objects }) => objects);
  return [
    ...(account === undefined ? [] : clusterItems(config, account, context)),
    ...nodeItems(config, live, resume),
    ...(await shopItems(`dist/${config.name}`, objects, live, probe, resume)),
  ];
}

import { join } from 'node:path';
import type { Aws } from '../../aws/clients.ts';
import { DIST } from '../../config/places.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { distSteps } from '../../synth/dist-steps.ts';
import type { Plan, Step } from '../../terminal/plan.ts';
import { preflightPrice, priceLines } from '../../synth/price.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { addonHealthStep } from './addon-health.ts';
import { addressStep } from './addresses.ts';
import { applySteps } from '../../aws/apply/apply.ts';
import { contextStep } from './context.ts';
import { clusterSteps } from './create.ts';
import { fluxNotes } from './flux-notes.ts';
import { type Made, readMade } from './made.ts';
import { refuseObstacles } from './obstacle.ts';
import { refuseOwn } from './refuse-own.ts';
import { serviceAccountSteps } from './service-accounts.ts';
import { rolloutStep } from '../../aws/apply/rollouts.ts';

/** What there is already; throws where it is in the way. */
export async function readBefore(aws: Aws, config: ClusterConfig): Promise<Made> {
  const made = await readMade(aws, config.name);
  refuseOwn(config, made);
  await refuseObstacles(aws, config, made);
  return made;
}

/** What brings a cluster up, from whatever of it there is; alone, or with everything that runs on it. */
export function upPlan(aws: Aws, output: Synthesized, made: Made, isAlone: boolean): Plan {
  const { config, clusterConfig } = output;
  const { name, region, kubernetes } = config;
  const dist = `${DIST}/${name}`;
  const running = made.cluster?.version;
  return {
    title: `${made.cluster ? 'Continue with' : 'Create'} ${name} in ${region}${isAlone ? ', and apply nothing to it' : ''}`,
    steps: [
      ...distSteps(DIST, output),
      ...clusterSteps(aws, output, join(dist, 'eksctl', 'cluster.yaml'), made),
      contextStep(aws, config),
      ...(clusterConfig ? serviceAccountSteps(aws, config, clusterConfig.object) : []),
      ...(isAlone ? [] : stepsInside(aws, output, dist)),
      addonHealthStep(aws, config),
    ],
    notes: [
      ...priceLines(preflightPrice(config)),
      ...(running && running !== kubernetes
        ? [`${name} runs Kubernetes ${running}, and its file says ${kubernetes}: npm run upgrade`]
        : []),
      ...(isAlone ? [applyNothing(dist)] : [...fluxNotes(config), forExercises]),
    ],
  };
}

const forExercises =
  'You do the exercises yourself? Then add --only cluster: this plan also does exercises 2, 3 and 6.';

function applyNothing(dist: string): string {
  return `Nothing of ${dist}/ is applied: that is what you do in the exercises (docs/exercises.md).`;
}

function stepsInside(aws: Aws, output: Synthesized, dist: string): Step[] {
  const rollout = rolloutStep(aws, output);
  return [
    ...applySteps(aws, output, dist),
    ...(rollout ? [rollout] : []),
    addressStep(aws, output.config),
  ];
}

import type { Aws } from '../aws/clients.ts';
import type { Step } from '../plan/plan.ts';
import type { Synthesized } from '../synthesize.ts';
import { minorOf } from '../tables/kubernetes.ts';
import { applySteps } from '../up/apply.ts';
import { distStep } from '../up/dist.ts';
import { rolloutStep } from '../up/rollouts.ts';
import type { Running } from './running.ts';

const DIST = 'dist';

/**
 * What writes and applies the file's manifests. They come last: an autoscaler that is newer than its cluster waits
 * for kinds that the old API server doesn't have.
 */
export function manifestSteps(aws: Aws, output: Synthesized, { autoscaler }: Running): Step[] {
  const { config } = output;
  const write = distStep(output, DIST);
  const isThere = autoscaler === minorOf(config.kubernetes).autoscaler;
  if (isThere && !write) return [];
  const rollout = rolloutStep(aws, output);
  return [
    ...(write ? [write] : []),
    ...applySteps(aws, output, `${DIST}/${config.name}`),
    ...(rollout ? [rollout] : []),
  ];
}

import type { Aws } from '../../aws/clients.ts';
import { DIST } from '../../config/places.ts';
import type { Step } from '../../terminal/plan.ts';
import { distSteps } from '../../synth/dist-steps.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { minorOf } from '../../tables/kubernetes.ts';
import { applySteps } from '../../aws/apply/apply.ts';
import { rolloutStep } from '../../aws/apply/rollouts.ts';
import type { Running } from './running.ts';

/**
 * What writes and applies the file's manifests. They come last: an autoscaler that is newer than its cluster waits
 * for kinds that the old API server doesn't have.
 */
export function manifestSteps(aws: Aws, output: Synthesized, { autoscaler }: Running): Step[] {
  const { config } = output;
  const write = distSteps(DIST, output);
  const isThere = autoscaler === minorOf(config.kubernetes).autoscaler;
  if (isThere && write.length === 0) return [];
  const rollout = rolloutStep(aws, output);
  return [
    ...write,
    ...applySteps(aws, output, `${DIST}/${config.name}`),
    ...(rollout ? [rollout] : []),
  ];
}

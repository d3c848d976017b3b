import type { Kubectl } from '../../aws/kubectl.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { applyingOf } from './applying.ts';
import { beginningOf } from './begins.ts';
import { removalsOf } from './removals.ts';

/** What keeps an exercise from its beginning after all is done: it is not ours to change. */
export async function leftOver(
  kubectl: Kubectl,
  output: Synthesized,
  exercise: number,
): Promise<string[]> {
  const { applied, absent } = beginningOf(output.files, exercise);
  const { left } = await removalsOf(kubectl, output, absent);
  return [...left, ...(await applyingOf(kubectl, applied)).left];
}

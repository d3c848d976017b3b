import { UsageError } from '../../terminal/usage-error.ts';
import { type Line, notChecked, type Topic } from './line.ts';
import type { Sight } from './sight.ts';

type Found = Line | readonly Line[] | undefined;

/** One thing to look at before money is spent. */
export interface Check extends Topic {
  /** Whether it asks AWS: without credentials it is not even tried. */
  readonly asksAws: boolean;
  /** Whether there is anything to look at for this cluster; there is, without this. */
  applies?(sight: Sight): boolean;
  /** Undefined where it turns out that there is nothing to look at. */
  look(sight: Sight): Promise<Found>;
}

/** Looks; what AWS or a program refuses becomes a line that says why. */
export async function lookAt(check: Check, sight: Sight): Promise<readonly Line[]> {
  if (check.applies?.(sight) === false) return [];
  const found = await orWhyNot(check, async () => {
    if (check.asksAws && !(await sight.caller()).known) {
      return notChecked(check, 'no credentials that AWS accepts: see above');
    }
    return check.look(sight);
  });
  if (!found) return [];
  return 'state' in found ? [found] : found;
}

/** Does a piece of a look; a refusal becomes its line. */
export async function orWhyNot<T extends Found>(
  topic: Topic,
  work: () => Promise<T>,
): Promise<T | Line> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) return notChecked(topic, error.message, error.fix);
    throw error;
  }
}

import { type LivePod, isUp } from '../../../scripts/shared/live-objects.ts';
import type { Change } from './history.ts';

/** The fewest ready pods at any moment, from those that were there and each change since. */
export function fewestReady(changes: readonly Change<LivePod>[], given: Iterable<string>): number {
  const ready = new Set(given);
  let least = ready.size;
  for (const { type, object } of changes) {
    if (type !== 'DELETED' && isUp(object)) ready.add(object.metadata.name);
    else ready.delete(object.metadata.name);
    least = Math.min(least, ready.size);
  }
  return least;
}

import { inLine } from './door.ts';

/** A stream that people read, and the milliseconds that have gone by. */
export interface Surroundings {
  readonly stream: NodeJS.WriteStream;
  readonly now: () => number;
}

// So few are through before anybody wonders.
const FEW = 20;
const TERMINAL_MS = 500;
const PLAIN_LINE_EACH = 100;

const ours: Surroundings = { stream: process.stderr, now: () => performance.now() };

/**
 * Goes through the clusters of a fleet, and says on stderr how far it is: in one line of a terminal, which is gone at
 * the end, else in a plain line for each hundred.
 */
export function* counted<T>(
  done: string,
  clusters: readonly T[],
  { stream, now }: Surroundings = ours,
): Generator<T> {
  if (clusters.length <= FEW) return yield* clusters;
  const words = (count: number) => `${done} ${count} of ${clusters.length} clusters`;
  let said = now();
  let isDirty = false;
  try {
    for (const [count, cluster] of clusters.entries()) {
      if (!stream.isTTY) {
        if (count > 0 && count % PLAIN_LINE_EACH === 0) console.error(words(count));
      } else if (now() - said >= TERMINAL_MS) {
        inLine(stream, words(count));
        [said, isDirty] = [now(), true];
      }
      yield cluster;
    }
  } finally {
    if (isDirty) inLine(stream, '');
  }
}

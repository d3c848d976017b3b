import type { Input } from './input.ts';

// A ClusterConfig of this length takes about two seconds.
const LONG = 400_000;

/** Says on stderr that much is being checked, so that nobody waits in silence. */
export function announce(inputs: readonly Input[]): void {
  const length = inputs.reduce((sum, { text }) => sum + text.length, 0);
  if (length > LONG) console.error(`checking ${(length / 1_000_000).toFixed(1)} MB …`);
}

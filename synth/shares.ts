import { availableParallelism } from 'node:os';
import type { ClusterConfig } from '../config/schema.ts';
import { launched } from '../launch/launched.ts';
import { ownShare, type Share } from './share.ts';

// Fewer are made sooner than another thread begins, and more threads would need more memory than they save time.
const FEWEST_FOR_A_THREAD = 40;
const MOST_THREADS = 2;

/** The clusters as one share, made by several threads where there are many. */
export async function shareOut(
  configs: readonly ClusterConfig[],
  remember: boolean,
): Promise<Share> {
  const launch = launched();
  const threads = launch
    ? Math.min(
        availableParallelism(),
        MOST_THREADS,
        Math.floor(configs.length / FEWEST_FOR_A_THREAD),
      )
    : 1;
  if (!launch || threads < 2) return ownShare(configs, remember);
  // Node takes its time to load what threads need.
  const { threadShare, together } = await import('./threads.ts');
  const size = Math.ceil(configs.length / threads);
  const parts = Array.from({ length: threads }, (_, i) => configs.slice(i * size, (i + 1) * size));
  const [own = [], ...others] = parts;
  const remote = others.map((part) => threadShare(launch, { configs: part, remember }));
  return together([ownShare(own, remember), ...remote]);
}

import { availableParallelism } from 'node:os';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ClusterConfig } from '../config/schema.ts';
import { ProblemsError } from '../config/problem.ts';
import { launched } from '../launch/launched.ts';
import { ownShare, type Share } from './share.ts';
import type { Answer, Request } from './worker.ts';

// Fewer are made sooner than another thread begins, and more threads would need more memory than they save time.
const FEWEST_FOR_A_THREAD = 40;
const MOST_THREADS = 2;

/** The clusters as one share, made by several threads where there are many. */
export function shareOut(configs: readonly ClusterConfig[], remember: boolean): Share {
  const launch = launched();
  const threads = launch
    ? Math.min(
        availableParallelism(),
        MOST_THREADS,
        Math.floor(configs.length / FEWEST_FOR_A_THREAD),
      )
    : 1;
  if (!launch || threads < 2) return ownShare(configs, remember);
  const size = Math.ceil(configs.length / threads);
  const parts = Array.from({ length: threads }, (_, i) => configs.slice(i * size, (i + 1) * size));
  const [own = [], ...others] = parts;
  const remote = others.map((part) => threadShare(launch.launcher, part, remember));
  return together([ownShare(own, remember), ...remote]);
}

// In the clusters' order; the other threads are asked first, for this one is busy as soon as it is.
function together(shares: readonly Share[]): Share {
  const ask = async <T>(step: (share: Share) => Promise<readonly T[]>): Promise<readonly T[]> => {
    const answers = [...shares].reverse().map(step);
    return (await Promise.all(answers)).reverse().flat();
  };
  return {
    make: () => ask((share) => share.make()),
    obstacles: (out) => ask((share) => share.obstacles(out)),
    compare: (out) => ask((share) => share.compare(out)),
    write: (out) => ask((share) => share.write(out)),
  };
}

function threadShare(
  launcher: string,
  configs: readonly ClusterConfig[],
  remember: boolean,
): Share {
  const worker = new Worker(launcher, {
    argv: ['main.ts'],
    workerData: { configs, remember },
  });
  worker.unref();
  const ask = async <T>(step: keyof Share, out = ''): Promise<T> => {
    worker.ref();
    worker.postMessage({ step, out } satisfies Request, []);
    const [answer] = (await once(worker, 'message')) as [Answer];
    worker.unref();
    if ('problems' in answer) throw new ProblemsError(answer.problems);
    if ('failure' in answer) throw Object.assign(new Error(), answer.failure);
    return answer.result as T;
  };
  return {
    make: () => ask('make'),
    obstacles: (out) => ask('obstacles', out),
    compare: (out) => ask('compare', out),
    write: (out) => ask('write', out),
  };
}

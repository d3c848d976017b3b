import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ProblemsError } from '../config/problem.ts';
import type { ClusterConfig } from '../config/schema.ts';
import type { Share } from './share.ts';
import { THREAD } from './shares.ts';
import type { Answer, Request } from './worker.ts';

// The other threads are asked first, for this one is busy as soon as it is.
/** Several shares as one, in the clusters' order. */
export function together(shares: readonly Share[]): Share {
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

/** A share that a thread of its own makes. */
export function threadShare(
  launcher: string,
  configs: readonly ClusterConfig[],
  remember: boolean,
): Share {
  const worker = new Worker(launcher, {
    argv: ['main.ts', THREAD],
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

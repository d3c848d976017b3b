import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ProblemsError } from '../terminal/problem.ts';
import type { Launched } from '../launch/launched.ts';
import type { Share } from './share.ts';
import type { Answer, Request, Task } from './worker.ts';

/** Several shares as one, in the clusters' order. */
export function together(shares: readonly Share[]): Share {
  const ask = async <T>(step: (share: Share) => Promise<readonly T[]>): Promise<readonly T[]> => {
    const [own, ...others] = shares;
    // The others are asked first, for this thread is busy as soon as it is.
    const remote = others.map(step);
    const answers = [own ? step(own) : [], ...remote];
    // Until all have ended: what one of them fails at is undone afterwards.
    await Promise.allSettled(answers);
    return (await Promise.all(answers)).flat();
  };
  return {
    make: () => ask((share) => share.make()),
    compare: (out) => ask((share) => share.compare(out)),
    prepare: (out, names) => ask((share) => share.prepare(out, names)),
    tidy: (out, names) => ask((share) => share.tidy(out, names)),
  };
}

// The very script of this run: the files that it was made of may have changed since.
const BEGIN = `
  const { launcher, script, task } = require('node:worker_threads').workerData;
  require(launcher).start(script, task);
`;

/** A share that a thread of its own makes. */
export function threadShare({ launcher, script }: Launched, task: Task): Share {
  const worker = new Worker(BEGIN, { eval: true, workerData: { launcher, script, task } });
  worker.unref();
  const ended = once(worker, 'exit').then(() => {
    throw new Error('a thread ended before its work was done');
  });
  ended.catch(() => undefined);
  const ask = async <T>(step: keyof Share, out = '', names: readonly string[] = []): Promise<T> => {
    worker.ref();
    worker.postMessage({ step, out, names } satisfies Request, []);
    const [answer] = (await Promise.race([once(worker, 'message'), ended])) as [Answer];
    worker.unref();
    if ('problems' in answer) throw new ProblemsError(answer.problems);
    if ('failure' in answer) throw Object.assign(new Error(), answer.failure);
    return answer.result as T;
  };
  return {
    make: () => ask('make'),
    compare: (out) => ask('compare', out),
    prepare: (out, names) => ask('prepare', out, names),
    tidy: (out, names) => ask('tidy', out, names),
  };
}

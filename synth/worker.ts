import { parentPort } from 'node:worker_threads';
import type { ClusterConfig } from '../config/schema.ts';
import { ProblemsError } from '../terminal/problem.ts';
import { ownShare, type Share } from './share.ts';

/** What a worker is asked for: one of a share's steps. */
export interface Request {
  readonly step: keyof Share;
  readonly out: string;
  /** The clusters that the step is about, where it is not about all. */
  readonly names: readonly string[];
}

/** What it answers. */
export type Answer =
  | { readonly result: unknown }
  | { readonly problems: ProblemsError['problems'] }
  | { readonly failure: NodeJS.ErrnoException };

/** What it is there for: the clusters that it makes. */
export interface Task {
  readonly configs: readonly ClusterConfig[];
  readonly remember: boolean;
}

/** Makes a share in a thread of its own, step by step as it is asked to. */
export function serve({ configs, remember }: Task): void {
  const share = ownShare(configs, remember);
  const answer = (message: Answer) => parentPort?.postMessage(message, []);
  parentPort?.on('message', ({ step, out, names }: Request) => {
    share[step](out, names).then(
      (result) => answer({ result }),
      (error: NodeJS.ErrnoException) => {
        if (error instanceof ProblemsError) return answer({ problems: error.problems });
        // What a message leaves out of an error, but the words for it need.
        const { message, stack, code, syscall, path } = error;
        return answer({ failure: { name: 'Error', message, stack, code, syscall, path } });
      },
    );
  });
}

import { lstatSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { readBytes, replaceable, unreadable } from '../../output/only-files.ts';
import { type Problem, ProblemsError } from '../../terminal/problem.ts';

const LARGEST_FILE = 16 * 1024 * 1024;

/** The files that kubectl reads, the one that counts most first. */
export function kubeconfigFiles(env: NodeJS.ProcessEnv = process.env): string[] {
  const named = (env.KUBECONFIG ?? '').split(delimiter).filter((path) => path !== '');
  return named.length > 0 ? [...new Set(named)] : [join(homedir(), '.kube', 'config')];
}

/** Refuses what is not a file that kubectl could read and write: it would wait for a pipe, and write to a device. */
export function refuseOdd(files: readonly string[] = kubeconfigFiles()): void {
  const problems = files.flatMap((file): Problem[] => {
    try {
      const real = replaceable(file);
      const isThere = lstatSync(real, { throwIfNoEntry: false }) !== undefined;
      if (isThere) readBytes(real, { what: 'a kubeconfig', most: LARGEST_FILE });
      return [];
    } catch (error) {
      const inWords = unreadable(error, file);
      if (!(inWords instanceof ProblemsError)) throw error;
      return inWords.problems.map((problem) => ({
        ...problem,
        fix: 'name a file: KUBECONFIG=~/.kube/eks npm run kubeconfig',
      }));
    }
  });
  if (problems.length > 0) throw new ProblemsError(problems);
}

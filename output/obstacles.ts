import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../terminal/problem.ts';
import { otherThanFile } from './only-files.ts';
import type { Difference } from './tree.ts';

/** What keeps a folder from being written: files of others where synth's own would be. */
export function obstaclesIn(folder: string, { blocking }: Difference): Problem[] {
  return blocking.map((path) => ({
    place: { file: join(folder, path) },
    message: 'is where synth wants to write, and synth did not make it',
    fix: 'move it elsewhere; a file of synth begins with a line that says so',
  }));
}

/** What of others can't come along when a folder is written anew: it is not a file that could be copied. */
export function immovableIn(folder: string, { foreign }: Difference): Problem[] {
  return foreign.flatMap((path) => {
    const file = join(folder, path);
    const stats = lstatSync(file, { throwIfNoEntry: false });
    const other = stats && !stats.isSymbolicLink() && otherThanFile(stats);
    if (!other) return [];
    const message = `is ${other}, which synth can't keep when it writes this folder again`;
    return [{ place: { file }, message, fix: 'move it elsewhere' }];
  });
}

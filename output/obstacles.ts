import { join } from 'node:path';
import type { Problem } from '../terminal/problem.ts';
import type { Difference } from './tree.ts';

/** What keeps a folder from being written: files of others where synth's own would be. */
export function obstaclesIn(folder: string, { blocking }: Difference): Problem[] {
  return blocking.map((path) => ({
    place: { file: join(folder, path) },
    message: 'stands where synth wants to write, and synth did not make it',
    fix: 'move it elsewhere; a file of synth begins with a line that says so',
  }));
}

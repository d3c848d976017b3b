import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOurFile, listFiles, type Tree } from '../../output/tree.ts';

/** The files below a folder that synth wrote; undefined where there are none. */
export function treeOnDisk(folder: string): Tree | undefined {
  const files = listFiles(folder).filter((path) => isOurFile(join(folder, path)));
  if (files.length === 0) return undefined;
  return new Map(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary.ts';

/** A folder of clusters with one cluster file in it. */
export function clusterFolder(text: string): { readonly folder: string; readonly file: string } {
  const folder = join(temporaryFolder(), 'clusters');
  mkdirSync(folder);
  const file = join(folder, 'c.yaml');
  writeFileSync(file, text);
  return { folder, file };
}

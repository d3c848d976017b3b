import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lock, withLock } from './lock.ts';
import { makeFolder } from './make-folder.ts';
import { folderOfLeftover, recover } from './swap.ts';

const LOCK = '.lock';

/** Waits until no other process writes beside any of the folders; gives back what lets others in again. */
export function lockFolders(folders: readonly string[]): () => void {
  const releases: (() => void)[] = [];
  const releaseAll = () => releases.forEach((release) => release());
  try {
    // In one order, so that no two processes wait for each other.
    for (const parent of [...new Set(folders.map((folder) => dirname(folder)))].sort()) {
      makeFolder(parent);
      releases.push(lock(join(parent, LOCK)));
    }
  } catch (error) {
    releaseAll();
    throw error;
  }
  return releaseAll;
}

/** Finishes or undoes what killed runs left half done in a folder of folders. */
export function recoverFolders(parent: string): void {
  if (!existsSync(parent)) return;
  const entries = readdirSync(parent);
  const names = new Set(entries.flatMap((entry) => folderOfLeftover(entry) ?? []));
  if (names.size === 0 && !entries.includes(LOCK)) return;
  withLock(join(parent, LOCK), () => {
    for (const name of names) recover(join(parent, name));
  });
}

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lock, withLock } from './lock.ts';
import { behindLinks } from './replace-file.ts';
import { folderOfLeftover, prepare, recover, removeNext, removePrevious, swapIn } from './swap.ts';
import { compare, type Difference, isFresh, type Tree } from './tree.ts';

const LOCK = '.lock';

/** Makes a folder hold the wanted files, all of them or none. Files that synth didn't make are kept. */
export function writeFolder(parent: string, name: string, wanted: Tree): Difference {
  const folder = realFolder(parent, name);
  // Without the lock, so that what is fresh may lie on a disk that can't be written.
  const untouched = compare(folder, wanted);
  if (isFresh(untouched)) return untouched;
  const release = lockFolders([folder]);
  try {
    const difference = prepare(folder, wanted);
    if (!isFresh(difference)) swapIn([folder]);
    removePrevious(folder);
    return difference;
  } catch (error) {
    removeNext(folder);
    throw error;
  } finally {
    release();
  }
}

/** Where a folder is: whoever made it a link wants its files where it leads. */
export function realFolder(parent: string, name: string): string {
  return behindLinks(join(parent, name));
}

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

// Node's own recursive mkdir never returns where folders can't be made, as below /proc.
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

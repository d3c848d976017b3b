import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ProblemsError } from '../terminal/problem.ts';
import { immovableIn, obstaclesIn } from './obstacles.ts';
import { behindLinks } from './only-files.ts';
import { compare, type Difference, isFresh, type Tree } from './tree.ts';

// Folders are written beside the old ones, each whole, and all of them are before the first is put in its place, by
// two renames. A run that is killed leaves names from which the next run finishes or undoes what it began.

/** Where a folder is: whoever made it a link wants its files where it leads. */
export function realFolder(parent: string, name: string): string {
  return behindLinks(join(parent, name));
}

/** Writes what a folder should hold beside it, where that differs; files that synth didn't make come along. */
export function prepare(folder: string, wanted: Tree): Difference {
  recover(folder);
  const difference = compare(folder, wanted);
  if (isFresh(difference)) return difference;
  const problems = [...obstaclesIn(folder, difference), ...immovableIn(folder, difference)];
  if (problems.length > 0) throw new ProblemsError(problems);
  writeNext(folder, wanted, difference.foreign);
  return difference;
}

/** Puts what was prepared in the folders' places: in all of them, or in none. */
export function swapIn(folders: readonly string[]): void {
  const done: [string, string][] = [];
  const rename = (from: string, to: string) => {
    renameSync(from, to);
    done.unshift([from, to]);
  };
  try {
    for (const folder of folders) {
      const { next, previous } = namesBeside(folder);
      if (existsSync(folder)) rename(folder, previous);
      if (existsSync(next)) rename(next, folder);
    }
  } catch (error) {
    for (const [from, to] of done) renameSync(to, from);
    throw error;
  }
}

/** Takes away what a folder held before. */
export function removePrevious(folder: string): void {
  remove(namesBeside(folder).previous);
}

/** Takes away what was prepared and is not put in its place. */
export function removeNext(folder: string): void {
  remove(namesBeside(folder).next);
}

/** Finishes or undoes what a run that was killed left half done. */
export function recover(folder: string): void {
  const { next, previous } = namesBeside(folder);
  if (existsSync(previous) && !existsSync(folder)) {
    renameSync(existsSync(next) ? next : previous, folder);
  }
  for (const leftover of [next, previous]) remove(leftover);
}

/** The folder of which a name is left by a run that was killed. */
export function folderOfLeftover(name: string): string | undefined {
  return /^\.(.+)\.(next|previous)$/.exec(name)?.[1];
}

function writeNext(folder: string, wanted: Tree, foreign: readonly string[]): void {
  const { next } = namesBeside(folder);
  try {
    // One that may not be written to could not be taken away afterwards.
    if (existsSync(folder)) accessSync(folder, constants.W_OK);
    const folders = new Set([...wanted.keys()].map((path) => dirname(join(next, path))));
    for (const each of folders) mkdirSync(each, { recursive: true });
    for (const [path, text] of wanted) writeFileSync(join(next, path), text);
    for (const path of foreign) copy(join(folder, path), join(next, path));
  } catch (error) {
    // Node doesn't say where a disk was full.
    const { path = next } = error as NodeJS.ErrnoException;
    throw Object.assign(error as Error, { path: path.replace(next, folder) });
  }
}

// From Node 22 on, cpSync follows a link to see what it leads to, and fails where that is nothing.
function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  if (lstatSync(from).isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else cpSync(from, to, { preserveTimestamps: true });
}

function namesBeside(folder: string) {
  const beside = (state: string) => join(dirname(folder), `.${basename(folder)}.${state}`);
  return { next: beside('next'), previous: beside('previous') };
}

// Node takes a while to find that there is nothing to remove; and what is not a folder was never ours.
function remove(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory())
    rmSync(path, { recursive: true, force: true });
}

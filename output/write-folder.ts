import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Problem, ProblemsError } from '../config/problem.ts';
import { withLock } from './lock.ts';
import { compare, type Difference, isFresh, type Tree } from './tree.ts';

/**
 * Makes a folder hold the wanted files, all of them or, when it is interrupted, none.
 *
 * The whole folder is written beside the old one and then put in its place by two renames. A run that is killed
 * between them leaves names from which the next run finishes or undoes it. Files that synth didn't make are kept.
 */
export function writeFolder(parent: string, name: string, wanted: Tree): Difference {
  const folder = behindLink(join(parent, name));
  const untouched = freshAsIs(folder, wanted);
  if (untouched) return untouched;
  return alone(folder, () => {
    const difference = compare(folder, wanted);
    const problems = inTheWay(folder, wanted, difference);
    if (problems.length > 0) throw new ProblemsError(problems);
    if (!isFresh(difference)) swap(folder, wanted, difference.foreign);
    return difference;
  });
}

/** What keeps a folder from holding the wanted files: files of others in their places. */
export function obstacles(parent: string, name: string, wanted: Tree): Problem[] {
  const folder = join(parent, name);
  return inTheWay(folder, wanted, compare(folder, wanted));
}

/** Finishes or undoes what killed runs left half done in a folder of folders. */
export function recoverFolders(parent: string): void {
  if (!existsSync(parent)) return;
  const names = readdirSync(parent).flatMap(
    (entry) => /^\.(.+)\.(unfinished|next|previous|lock)$/.exec(entry)?.[1] ?? [],
  );
  for (const name of new Set(names)) alone(join(parent, name), () => undefined);
}

function alone<T>(folder: string, action: () => T): T {
  makeFolder(dirname(folder));
  return withLock(lockOf(folder), () => {
    recover(folder);
    return action();
  });
}

// Looked at without the lock, so that what is fresh may lie on a disk that can't be written.
function freshAsIs(folder: string, wanted: Tree): Difference | undefined {
  try {
    const difference = compare(folder, wanted);
    return isFresh(difference) && !hasLeftovers(folder) ? difference : undefined;
  } catch (error) {
    // Another process may have swapped it just then.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function hasLeftovers(folder: string): boolean {
  return [lockOf(folder), ...Object.values(namesBeside(folder))].some((name) => existsSync(name));
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

function recover(folder: string): void {
  const { unfinished, next, previous } = namesBeside(folder);
  if (existsSync(previous) && !existsSync(folder)) {
    renameSync(existsSync(next) ? next : previous, folder);
  }
  for (const leftover of [unfinished, next, previous]) remove(leftover);
}

function swap(folder: string, wanted: Tree, foreign: readonly string[]): void {
  const { unfinished, next, previous } = namesBeside(folder);
  try {
    const folders = new Set([...wanted.keys()].map((path) => dirname(join(unfinished, path))));
    for (const each of folders) mkdirSync(each, { recursive: true });
    for (const [path, text] of wanted) writeFileSync(join(unfinished, path), text);
    for (const path of foreign) copy(join(folder, path), join(unfinished, path));
  } catch (error) {
    remove(unfinished);
    throw error;
  }
  if (existsSync(unfinished)) renameSync(unfinished, next);
  if (existsSync(folder)) renameSync(folder, previous);
  if (existsSync(next)) renameSync(next, folder);
  remove(previous);
}

// From Node 22 on, cpSync follows a link to see what it leads to, and fails where that is nothing.
function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  if (lstatSync(from).isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else cpSync(from, to, { preserveTimestamps: true });
}

function lockOf(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}.lock`);
}

function namesBeside(folder: string) {
  const beside = (state: string) => join(dirname(folder), `.${basename(folder)}.${state}`);
  return {
    unfinished: beside('unfinished'),
    next: beside('next'),
    previous: beside('previous'),
  };
}

// Node takes a while to find that there is nothing to remove.
function remove(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })) rmSync(path, { recursive: true, force: true });
}

// Whoever made a folder a link wants its files where it leads.
function behindLink(folder: string): string {
  const isLink = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink();
  return isLink ? behindLink(resolve(dirname(folder), readlinkSync(folder))) : folder;
}

function inTheWay(folder: string, wanted: Tree, { foreign }: Difference): Problem[] {
  const meets = (path: string) =>
    [...wanted.keys()].some(
      (other) => path === other || other.startsWith(`${path}/`) || path.startsWith(`${other}/`),
    );
  return foreign.filter(meets).map((path) => ({
    place: { file: join(folder, path) },
    message: 'stands where synth wants to write, and synth did not make it',
    fix: 'move it elsewhere; a file of synth begins with a line that says so',
  }));
}

import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ProblemsError } from '../config/problem.ts';
import { withLock } from './lock.ts';
import { compare, type Difference, isFresh, type Tree } from './tree.ts';

/**
 * Makes a folder hold the wanted files, all of them or, when it is interrupted, none.
 *
 * The whole folder is written beside the old one and then put in its place by two renames. A run that is killed
 * between them leaves names from which the next run finishes or undoes it. Files that synth didn't make are kept.
 */
export function writeFolder(parent: string, name: string, wanted: Tree): Difference {
  mkdirSync(parent, { recursive: true });
  return withLock(join(parent, `.${name}.lock`), () => {
    recover(parent, name);
    const folder = join(parent, name);
    const difference = compare(folder, wanted);
    refuseToOverwrite(folder, wanted, difference);
    if (!isFresh(difference)) swap(parent, name, wanted, difference.foreign);
    return difference;
  });
}

/** Finishes or undoes what a killed run left half done. */
export function recover(parent: string, name: string): void {
  const { folder, unfinished, next, previous } = names(parent, name);
  if (existsSync(previous) && !existsSync(folder)) {
    renameSync(existsSync(next) ? next : previous, folder);
  }
  for (const leftover of [unfinished, next, previous])
    rmSync(leftover, { recursive: true, force: true });
}

function swap(parent: string, name: string, wanted: Tree, foreign: readonly string[]): void {
  const { folder, unfinished, next, previous } = names(parent, name);
  try {
    for (const [path, text] of wanted) {
      mkdirSync(dirname(join(unfinished, path)), { recursive: true });
      writeFileSync(join(unfinished, path), text);
    }
    for (const path of foreign)
      cpSync(join(folder, path), join(unfinished, path), { preserveTimestamps: true });
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
  if (existsSync(unfinished)) renameSync(unfinished, next);
  if (existsSync(folder)) renameSync(folder, previous);
  if (existsSync(next)) renameSync(next, folder);
  rmSync(previous, { recursive: true, force: true });
}

function names(parent: string, name: string) {
  return {
    folder: join(parent, name),
    unfinished: join(parent, `.${name}.unfinished`),
    next: join(parent, `.${name}.next`),
    previous: join(parent, `.${name}.previous`),
  };
}

function refuseToOverwrite(folder: string, wanted: Tree, { foreign }: Difference): void {
  const inTheWay = foreign.filter((path) => wanted.has(path));
  if (inTheWay.length === 0) return;
  throw new ProblemsError(
    inTheWay.map((path) => ({
      place: { file: join(folder, path) },
      message: 'stands where synth wants to write, and synth did not make it',
      fix: 'move it elsewhere; a file of synth begins with a line that says so',
    })),
  );
}

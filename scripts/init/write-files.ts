import { linkSync, lstatSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { clusterFiles } from '../../config/load.ts';
import { type Problem, ProblemsError } from '../../terminal/problem.ts';
import { makeFolder } from '../../output/make-folder.ts';
import { replaceable, textIfAny } from '../../output/only-files.ts';
import { replaceFile } from '../../output/replace-file.ts';
import type { Draft } from './draft.ts';

const READABLE = 0o644;

/** What came of a file. */
export interface Written {
  readonly file: string;
  readonly did: 'written' | 'written again' | 'exists already, unchanged';
}

/** Writes a cluster file per draft, or none where one would be lost: an existing one gives way only to `force`. */
export function writeFiles(
  folder: string,
  drafts: readonly Draft[],
  { force }: { readonly force: boolean },
): Written[] {
  const present = clusterFiles(folder);
  const problems = drafts.flatMap((draft) => inTheWay(folder, present, draft, force));
  if (problems.length > 0) throw new ProblemsError(problems);
  makeFolder(folder);
  return drafts.map((draft) => write(join(folder, `${draft.wish.name}.yaml`), draft.text));
}

/** Why a new cluster of a name finds no place in a folder; undefined where it does. */
export function taken(
  folder: string,
  name: string,
  { force }: { readonly force: boolean },
): string | undefined {
  const [file, twin] = ['yaml', 'yml'].map((end) => join(folder, `${name}.${end}`));
  const there = clusterFiles(folder).find((one) => one === twin || (one === file && !force));
  return there && `has a file already: ${there}`;
}

function inTheWay(
  folder: string,
  present: readonly string[],
  { wish: { name }, text }: Draft,
  force: boolean,
): readonly Problem[] {
  const file = join(folder, `${name}.yaml`);
  const twin = join(folder, `${name}.yml`);
  if (present.includes(twin)) {
    const fix = 'remove it, or choose another name';
    return [{ place: { file: twin }, message: `is a file of a cluster ${name} already`, fix }];
  }
  if (!isThere(file) || textIfAny(file, text.length) === text) return [];
  if (force) return replaceProblems(file);
  return [
    {
      place: { file },
      message: 'exists already, with another text',
      fix: `choose another name, put your address into this one (npm run allow-me -- --cluster ${name}), or write over it: --force`,
    },
  ];
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function replaceProblems(file: string): readonly Problem[] {
  try {
    replaceable(file);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    return error.problems;
  }
}

function write(file: string, text: string): Written {
  if (!isThere(file)) {
    create(file, text);
    return { file, did: 'written' };
  }
  if (textIfAny(file, text.length) === text) return { file, did: 'exists already, unchanged' };
  replaceFile(file, text, READABLE);
  return { file, did: 'written again' };
}

// Whole or not at all, and never over a file that somebody else has written meanwhile.
function create(file: string, text: string): void {
  const beside = join(dirname(file), `.new.${process.pid}`);
  try {
    writeFileSync(beside, text, { mode: READABLE });
    linkSync(beside, file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // Some disks have no hard links.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(code)) throw error;
    writeFileSync(file, text, { mode: READABLE, flag: 'wx' });
  } finally {
    rmSync(beside, { force: true });
  }
}

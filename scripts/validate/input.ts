import { lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { isatty } from 'node:tty';
import { readBytes, readUpTo, unreadable } from '../../output/only-files.ts';
import { type Problem, ProblemsError } from '../../terminal/problem.ts';
import { didYouMean } from '../../terminal/suggest.ts';
import { isKustomizationFile } from './kustomization-file.ts';
import { type Whole, wholeAround } from './whole.ts';

/** A file to validate, as it was found. */
export interface Input {
  readonly file: string;
  readonly text: string;
  /** What a program made the text of, if one did. */
  readonly parts?: readonly Input[];
  /** What that program may have put around the names of the parts' objects. */
  readonly affixes?: Affixes;
  /** The cluster's folder of ours around what was given, if it is a part of one. */
  readonly whole?: Whole;
}

/** What kustomizations put before and behind names. */
export interface Affixes {
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
}

export const STDIN = '-';

const STANDARD_INPUT = 0;
const LARGEST_FILE = 16 * 1024 * 1024;
const skippedFolders = ['node_modules'];

/** Reads files, folders with all below them, and `-` for the standard input; throws all that can't be read. */
export function readInputs(paths: readonly string[], readStdin = readStandardInput): Input[] {
  const problems: Problem[] = [];
  const inputs = new Map<string, Input>();
  const collect = (path: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      const inWords = unreadable(error, nameOfPath(path));
      if (!(inWords instanceof ProblemsError)) throw error;
      problems.push(...inWords.problems);
    }
  };
  for (const path of paths) {
    collect(path, () => {
      for (const file of filesAt(path).filter((one) => !inputs.has(one))) {
        collect(file, () => inputs.set(file, readInput(file, path, readStdin)));
      }
    });
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return [...inputs.values()];
}

function readInput(file: string, path: string, readStdin: () => Buffer): Input {
  if (file === STDIN) return { file: nameOfPath(STDIN), text: decode(readStdin()) };
  const text = decode(readBytes(file, { what: 'a manifest', most: LARGEST_FILE }));
  return { file, text, whole: wholeAround(normalize(path)) };
}

function filesAt(path: string): string[] {
  if (path === STDIN) return [path];
  if (!lstatSync(path, { throwIfNoEntry: false })) throw new ProblemsError([missing(path)]);
  if (!isFolder(path)) return [normalize(path)];
  const files = manifestsBelow(normalize(path));
  if (files.length > 0) return files;
  const message = 'holds no .yaml, .yml or .json file';
  const fix = 'name the folder of the manifests';
  throw new ProblemsError([{ place: { file: path }, message, fix }]);
}

/** A path as messages name it. */
export function nameOfPath(path: string): string {
  return path === STDIN ? '(standard input)' : path;
}

function missing(path: string): Problem {
  const parent = dirname(path);
  const siblings = isFolder(parent) ? readdirSync(parent) : [];
  const near = didYouMean(basename(path), siblings);
  return {
    place: { file: path },
    message: 'there is no such file or folder',
    fix: near && parent !== '.' ? near.replace('mean ', `mean ${parent}/`) : near,
  };
}

function manifestsBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)),
  );
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || skippedFolders.includes(entry.name)) return [];
    if (entry.isDirectory()) return manifestsBelow(path);
    return isManifestFile(entry.name) && !isFolder(path) ? [path] : [];
  });
}

function isManifestFile(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name) || isKustomizationFile(name);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

// Windows' editors mark UTF-16 by its first bytes, and kubectl reads it.
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le').slice(1);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

function readStandardInput(): Buffer {
  if (isatty(STANDARD_INPUT)) console.error('reading what you type, up to Ctrl-D');
  const bytes = readUpTo(STANDARD_INPUT, LARGEST_FILE + 1);
  if (bytes.length <= LARGEST_FILE) return bytes;
  const allowed = `up to ${LARGEST_FILE / 1024 / 1024} MiB`;
  const message = 'never ends: that is not a manifest';
  throw new ProblemsError([{ place: { file: nameOfPath(STDIN) }, message, allowed }]);
}

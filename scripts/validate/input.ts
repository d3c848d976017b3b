import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { type Problem, ProblemsError } from '../../terminal/problem.ts';
import { didYouMean } from '../../terminal/suggest.ts';
import { type Whole, wholeAround } from './whole.ts';

/** A file to validate, as it was found. */
export interface Input {
  readonly file: string;
  readonly text: string;
  /** Whether it was named itself, rather than found in a folder. */
  readonly named: boolean;
  /** The cluster's folder of ours around what was given, if it is a part of one. */
  readonly whole?: Whole;
}

export const STDIN = '-';

const LARGEST_FILE = 16 * 1024 * 1024;
const skippedFolders = ['node_modules'];

/** Reads files, folders with all below them, and `-` for the standard input; throws for paths that lead nowhere. */
export function readInputs(paths: readonly string[], readStdin = readStandardInput): Input[] {
  const problems: Problem[] = [];
  const inputs = new Map<string, Input>();
  for (const path of paths) {
    if (path === STDIN) {
      inputs.set(STDIN, { file: nameOfPath(STDIN), text: readStdin(), named: true });
      continue;
    }
    if (!existsSync(path)) {
      problems.push(missing(path));
      continue;
    }
    const whole = wholeAround(normalize(path));
    const isFolder = statSync(path).isDirectory();
    const files = isFolder ? manifestsBelow(normalize(path)) : [normalize(path)];
    if (files.length === 0) {
      problems.push({
        place: { file: path },
        message: 'holds no .yaml, .yml or .json file',
        fix: 'name the folder of the manifests',
      });
    }
    for (const file of files) {
      if (inputs.has(file)) continue;
      if (statSync(file).size > LARGEST_FILE) {
        problems.push({
          place: { file },
          message: 'is larger than 16 MiB: that is no manifest',
        });
      } else inputs.set(file, { file, text: decode(readFileSync(file)), named: !isFolder, whole });
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return [...inputs.values()];
}

/** A path as messages name it. */
export function nameOfPath(path: string): string {
  return path === STDIN ? '(standard input)' : path;
}

function missing(path: string): Problem {
  const parent = dirname(path);
  const siblings = existsSync(parent) && statSync(parent).isDirectory() ? readdirSync(parent) : [];
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
    return /\.(ya?ml|json)$/i.test(entry.name) && isFile(path) ? [path] : [];
  });
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

// Windows' editors mark UTF-16 by its first bytes, and kubectl reads it.
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le').slice(1);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

function readStandardInput(): string {
  return readFileSync(0, 'utf8');
}

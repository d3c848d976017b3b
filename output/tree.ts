import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { isOurs, TELLTALE_LENGTH } from './render.ts';

/** Files by their path below a folder, with `/`. */
export type Tree = ReadonlyMap<string, string>;

/** How a folder on disk differs from the files that it should hold. */
export interface Difference {
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  /** Files that synth once made and no longer makes. */
  readonly stale: readonly string[];
  /** Files that synth never made; they are nobody's business but their owner's. */
  readonly foreign: readonly string[];
}

/** Compares a folder with the files that it should hold. */
export function compare(folder: string, wanted: Tree): Difference {
  return compareWith(folder, [...wanted.keys()], (path, text) => text === wanted.get(path));
}

/** Compares a folder with files of which only their paths are at hand, and a way to tell their texts. */
export function compareWith(
  folder: string,
  paths: readonly string[],
  isRight: (path: string, text: string) => boolean,
): Difference {
  const wanted = new Set(paths);
  const present = new Set<string>();
  const difference = { missing: [], changed: [], stale: [], foreign: [] } as Record<
    keyof Difference,
    string[]
  >;
  for (const { path, isFile } of listEntries(folder)) {
    present.add(path);
    const file = join(folder, path);
    if (!isFile) difference.foreign.push(path);
    else if (wanted.has(path)) {
      const text = readFileSync(file, 'utf8');
      if (!isOurs(text)) difference.foreign.push(path);
      else if (!isRight(path, text)) difference.changed.push(path);
    } else if (isOurFile(file)) difference.stale.push(path);
    else difference.foreign.push(path);
  }
  for (const path of wanted) if (!present.has(path)) difference.missing.push(path);
  return difference;
}

/** Whether a folder holds just what it should, whatever else lies beside it. */
export function isFresh({ missing, changed, stale }: Difference): boolean {
  return missing.length + changed.length + stale.length === 0;
}

/** Whether there is a file that synth wrote; a link to one is not. */
export function isOurFile(path: string): boolean {
  if (!isFile(path)) return false;
  const start = Buffer.alloc(TELLTALE_LENGTH);
  const file = openSync(path, 'r');
  try {
    readSync(file, start, 0, TELLTALE_LENGTH, 0);
  } finally {
    closeSync(file);
  }
  return isOurs(start.toString('utf8'));
}

function isFile(path: string): boolean {
  try {
    return lstatSync(path).isFile();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** Every file below a folder, sorted; none when there is no folder. */
export function listFiles(folder: string): string[] {
  return listEntries(folder).map(({ path }) => path);
}

// A link is no file, wherever it leads.
function listEntries(folder: string, below = ''): { path: string; isFile: boolean }[] {
  let entries: ReturnType<typeof readEntries>;
  try {
    entries = readEntries(join(folder, below));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries.flatMap((entry) => {
    const path = below ? `${below}/${entry.name}` : entry.name;
    return entry.isDirectory() ? listEntries(folder, path) : [{ path, isFile: entry.isFile() }];
  });
}

function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

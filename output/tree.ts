import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beginningOf } from './only-files.ts';
import { isOurs, TELLTALE_LENGTH } from './render.ts';

// No file of synth's is: what is larger has been changed, whatever it says.
const LARGEST = 64 * 1024 * 1024;

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
  /** Files that synth never made, and that stand where it writes. */
  readonly blocking: readonly string[];
}

/** Compares a folder with the files that it should hold. */
export function compare(folder: string, wanted: Tree): Difference {
  const paths = [...wanted.keys()];
  const difference = { missing: [], changed: [], stale: [], foreign: [], blocking: [] } as Record<
    keyof Difference,
    string[]
  >;
  const judge = ({ path, isFile }: Entry): keyof Difference | undefined => {
    const file = join(folder, path);
    if (isFile && wanted.has(path)) {
      const text = textOf(file);
      // Another process may have swapped the folder since it was listed.
      if (text === undefined) return 'missing';
      // An empty file is nobody's work.
      if (text === '' || isOurs(text)) return text === wanted.get(path) ? undefined : 'changed';
    } else if (isFile && isOurFile(file)) return 'stale';
    return meets(path, paths) ? 'blocking' : 'foreign';
  };
  const absent = new Set(paths);
  for (const entry of listEntries(folder)) {
    absent.delete(entry.path);
    const judgement = judge(entry);
    if (judgement) difference[judgement].push(entry.path);
  }
  difference.missing.push(...absent);
  return difference;
}

// Whether a path is one of others, or one's folder, or below one.
function meets(path: string, others: readonly string[]): boolean {
  return others.some(
    (other) => path === other || other.startsWith(`${path}/`) || path.startsWith(`${other}/`),
  );
}

/** Whether a folder holds just what it should, whatever else lies beside it. */
export function isFresh({ missing, changed, stale, blocking }: Difference): boolean {
  return missing.length + changed.length + stale.length + blocking.length === 0;
}

/** Whether there is a file that synth wrote; a link to one is not. */
export function isOurFile(path: string): boolean {
  const start = ifThere(() => beginningOf(path, TELLTALE_LENGTH));
  return start !== undefined && isOurs(start);
}

function textOf(path: string): string | undefined {
  return ifThere(() =>
    statSync(path).size > LARGEST ? beginningOf(path, TELLTALE_LENGTH) : readFileSync(path, 'utf8'),
  );
}

function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return undefined;
    }
    throw error;
  }
}

/** Every file below a folder, sorted; none when there is no folder. */
export function listFiles(folder: string): string[] {
  return listEntries(folder).map(({ path }) => path);
}

interface Entry {
  readonly path: string;
  readonly isFile: boolean;
}

// A link is not a file, wherever it leads.
function listEntries(folder: string, below = ''): Entry[] {
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

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { classTable } from './class-table.ts';
import { type Problem, ProblemsError } from '../terminal/problem.ts';
import { shortPath } from '../terminal/shown.ts';
import { formatPath, type KeyPath } from './key-path.ts';
import { readClassList } from './read-text.ts';
import { schemaAt } from './schema-at.ts';
import type { Source, SourcePart } from './source.ts';
import { didYouMean } from '../terminal/suggest.ts';

const KEY = 'learnersFrom';

/** A cluster file with its class list, and what is wrong with that list's form. */
export interface WithLearners {
  readonly source: Source;
  readonly problems: readonly Problem[];
}

/** Reads the CSV that `learnersFrom` names, if any, as the cluster file's `learners`. */
export function withLearners(source: Source): WithLearners {
  const { [KEY]: path, learners } = source.value as { [KEY]?: unknown; learners?: unknown };
  // What is not a path is the schema's to refuse.
  if (typeof path !== 'string' || schemaAt([KEY])?.safeParse(path).success !== true) {
    return { source, problems: [] };
  }
  const refuse = (message: string, fix?: string): WithLearners => ({
    source,
    problems: [{ place: source.place([KEY]), value: source.written([KEY]), message, fix }],
  });
  if (Array.isArray(learners) && learners.length > 0) {
    return refuse('goes without learners: the class stands in one place', 'remove one of them');
  }
  const folder = dirname(source.file);
  const file = join(folder, path);
  if (!existsSync(file)) {
    return refuse(`there is no ${shortPath(file)}`, didYouMean(path, csvFilesIn(folder)));
  }
  try {
    return { source: source.with('learners', readClass(file)), problems: [] };
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    return { source, problems: error.problems };
  }
}

/** The class lists in a folder, by their names, as far as it can be read. */
export function csvFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.csv'));
  } catch {
    return [];
  }
}

const columns = {
  needed: ['name', 'principal'],
  more: ['nodePort'],
  example: ['name,principal', 'ada,arn:aws:iam::111122223333:user/ada'],
} as const;

type Column = (typeof columns)['needed' | 'more'][number];

function readClass(file: string): SourcePart {
  const text = readClassList(file);
  const { rows, ignored } = classTable<Column>(file, text, columns);
  const all = [...columns.needed, ...columns.more];
  const cellAt = ([, index, column]: KeyPath) =>
    all.some((one) => one === column) ? rows[Number(index)]?.cell(column as Column) : undefined;
  return {
    file,
    text,
    ignored,
    value: rows.map(({ cell }) =>
      Object.fromEntries(
        all.flatMap((column) => {
          const written = cell(column)?.text;
          return written ? [[column, valueOf(column, written)]] : [];
        }),
      ),
    ),
    place: (path) => {
      const at = path.length > 2 ? String(path.at(-1)) : formatPath(path);
      const place = rows[Number(path[1] ?? 0)]?.place((path[2] ?? 'name') as Column);
      return { file, ...place, at };
    },
    written: (path) => (path.length === 3 && cellAt(path)?.text) || undefined,
  };
}

function valueOf(key: string, text: string): string | number {
  return key === 'nodePort' && /^\d{1,9}$/.test(text) ? Number(text) : text;
}

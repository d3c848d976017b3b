import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Cell, parseCsv, UNCLOSED } from './csv.ts';
import { MOST_ENTRIES } from './excess.ts';
import { type Problem, ProblemsError } from '../terminal/problem.ts';
import { readText } from './read-text.ts';
import { knownKeys, schemaAt } from './schema-at.ts';
import { formatPath, type KeyPath, type Source, type SourcePart } from './source.ts';
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
    return refuse(`there is no ${file}`, didYouMean(path, csvFilesIn(folder)));
  }
  try {
    return { source: source.with('learners', readClass(file)), problems: [] };
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    return { source, problems: error.problems };
  }
}

function csvFilesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.csv'));
}

type Row = ReadonlyMap<string, Cell>;

function readClass(file: string): SourcePart {
  const text = readText(file, 'a class list');
  const { rows, unclosed } = parseCsv(text);
  const fail = (cell: Cell | undefined, message: string, more: Partial<Problem> = {}): Problem => ({
    place: cell ? { file, line: cell.line, column: cell.column } : { file },
    message,
    ...more,
  });
  if (unclosed) throw new ProblemsError([fail(unclosed, UNCLOSED)]);
  const [header = [], ...body] = rows;
  if (body.length > MOST_ENTRIES) {
    throw new ProblemsError([
      fail(undefined, `lists ${body.length.toLocaleString('en-US')} learners`, {
        allowed: `up to ${MOST_ENTRIES.toLocaleString('en-US')}`,
      }),
    ]);
  }
  const problems = [
    ...headerProblems(header, fail),
    ...body.flatMap((cells) =>
      cells.length === header.length
        ? []
        : [
            fail(
              cells[0],
              `has ${cells.length} cells, and the first line has ${header.length} columns`,
              { fix: 'put a text with a comma in it between quotes' },
            ),
          ],
    ),
    ...(body.length === 0 && header.length > 0
      ? [fail(undefined, 'lists no learner', { fix: `write them, or take ${KEY} away` })]
      : []),
  ];
  if (problems.length > 0) throw new ProblemsError(problems);
  return classOf(
    file,
    text,
    body.map((cells) => new Map(header.map(({ text }, i) => [text, cells[i] as Cell]))),
  );
}

type Fail = (cell: Cell | undefined, message: string, more?: Partial<Problem>) => Problem;

function headerProblems(header: readonly Cell[], fail: Fail): Problem[] {
  const known = knownKeys(['learners', 0]);
  const allowed = 'name,principal or name,principal,nodePort';
  const [first] = header;
  if (!first) return [fail(undefined, 'is empty', { allowed: `a first line of ${allowed}` })];
  if (header.length === 1 && /[;\t]/.test(first.text)) {
    const separator = first.text.includes(';') ? 'semicolons' : 'tabs';
    return [
      fail(first, `is separated by ${separator}`, {
        allowed: 'cells with a comma between them',
        fix: 'save it again as CSV with commas',
      }),
    ];
  }
  const names = header.map(({ text }) => text);
  if (!names.some((name) => didYouMean(name, known))) {
    return [
      fail(first, 'is a first line that names no column', {
        allowed: `a first line of ${allowed}`,
      }),
    ];
  }
  return [
    ...header.flatMap((cell, i) => {
      if (names.indexOf(cell.text) < i) {
        return [fail(cell, `the column ${cell.text} is there twice`, { fix: 'remove one' })];
      }
      return known.includes(cell.text)
        ? []
        : [
            fail(cell, `${JSON.stringify(cell.text)} is not a column of a class list`, {
              allowed: known.join(', '),
              fix: didYouMean(cell.text, known),
            }),
          ];
    }),
    ...['name', 'principal'].flatMap((name) =>
      names.includes(name)
        ? []
        : [fail(first, `the column ${name} is missing`, { allowed: `a first line of ${allowed}` })],
    ),
  ];
}

function classOf(file: string, text: string, rows: readonly Row[]): SourcePart {
  const cellAt = ([, index, column]: KeyPath) => rows[Number(index)]?.get(String(column));
  return {
    file,
    text,
    value: rows.map((row) =>
      Object.fromEntries(
        [...row].flatMap(([key, { text }]) => (text ? [[key, valueOf(key, text)]] : [])),
      ),
    ),
    place: (path) => {
      const cell = cellAt(path) ?? cellAt([path[0] ?? '', path[1] ?? 0, 'name']);
      const at = path.length > 2 ? String(path.at(-1)) : formatPath(path);
      return cell ? { file, line: cell.line, column: cell.column, at } : { file, at };
    },
    written: (path) => (path.length === 3 && cellAt(path)?.text) || undefined,
  };
}

function valueOf(key: string, text: string): string | number {
  return key === 'nodePort' && /^\d{1,9}$/.test(text) ? Number(text) : text;
}

import type { Cell } from '../../config/csv.ts';
import { type Problem, ProblemsError } from '../../terminal/problem.ts';
import { clusterName, anotherName, patternOf, type Propose, proposer } from '../../config/names.ts';
import { didYouMean } from '../../terminal/suggest.ts';
import { rowsOf } from './csv.ts';
import type { Listed } from './draft.ts';
import type { Wish } from './wish.ts';

const columns = ['name', 'owner', 'region', 'from', 'kubernetes', 'expires'] as const;
type Column = (typeof columns)[number];

/** A class list, what is wrong with its form, and its columns that mean nothing here. */
export interface ClassList {
  readonly listed: readonly Listed[];
  readonly problems: readonly Problem[];
  readonly ignored: readonly string[];
  /** Finds names that nobody on it has. */
  readonly propose: Propose;
}

/** What holds for every line that says nothing else; its ranges are let into every cluster. */
export type Common = Pick<Wish, 'region' | 'kubernetes' | 'expires' | 'from'>;

/** Reads a class list: a header, then a line per learner. */
export function classList(
  file: string,
  text: string,
  common: Common,
  isTaken: (name: string) => boolean = () => false,
): ClassList {
  const [header, ...rows] = rowsOf(file, text);
  if (!header) throw new ProblemsError([{ place: { file }, message: 'is empty', fix: example }]);
  const { positions, ignored, problems } = readHeader(file, header);
  if (problems.length > 0) return { listed: [], problems, ignored, propose: proposer(clusterName) };
  if (rows.length === 0) {
    problems.push({ place: { file }, message: 'has a header and no line below it', fix: example });
  }
  const listed = rows.flatMap((row): Listed[] => {
    const cell = (column: Column): Cell | undefined => row[positions.get(column) ?? -1];
    const place = (column: Column) => {
      const { line, column: at } = cell(column) ?? row[0] ?? { line: 1, column: 1 };
      return { file, line, column: at, at: column };
    };
    const value = (column: Column) => cell(column)?.text || undefined;
    const extra = row[header.length];
    if (extra) {
      problems.push({
        place: { file, line: extra.line, column: extra.column },
        value: extra.text,
        message: `is one cell more than the header has: ${row.length} in place of ${header.length}`,
        fix: 'put a cell that holds the separator in quotes',
      });
    }
    const name = value('name');
    const from = [...rangesOf(value('from') ?? ''), ...common.from];
    if (name === undefined) problems.push({ place: place('name'), message: 'has no name' });
    if (from.length === 0) {
      problems.push({
        place: place('from'),
        message: 'has no address: nobody could reach this cluster',
        fix: 'fill the column from, or let one range into every cluster: --from <range>',
      });
    }
    if (name === undefined || from.length === 0) return [];
    return [
      {
        wish: {
          name,
          owner: value('owner') ?? name,
          region: value('region') ?? common.region,
          kubernetes: value('kubernetes') ?? common.kubernetes,
          expires: value('expires') ?? common.expires,
          from: [...new Set(from)],
        },
        said: (key) => place(key === 'owner' && value('owner') === undefined ? 'name' : key),
      },
    ];
  });
  const names = new Set(listed.map(({ wish: { name } }) => name));
  const propose = proposer(clusterName, (name) => names.has(name) || isTaken(name));
  problems.push(...twice(listed, propose));
  return { listed, problems, ignored, propose };
}

const example = 'write a header and a line per learner: name,from and anna,198.51.100.7';

function readHeader(file: string, header: readonly Cell[]) {
  const positions = new Map<Column, number>();
  const ignored: string[] = [];
  const problems: Problem[] = [];
  header.forEach((cell, index) => {
    const place = { file, line: cell.line, column: cell.column };
    const known = columns.find((column) => column === cell.text.toLowerCase());
    const meant = didYouMean(cell.text, columns);
    if (known && positions.has(known)) {
      problems.push({ place, value: cell.text, message: 'is a column twice' });
    } else if (known) positions.set(known, index);
    else if (meant) {
      problems.push({
        place,
        value: cell.text,
        message: 'is not a column of a class list',
        fix: meant,
      });
    } else if (cell.text !== '') ignored.push(cell.text);
  });
  if (!positions.has('name') && problems.length === 0) {
    problems.push({
      place: { file, line: 1, column: 1 },
      message: 'there is no column name',
      allowed: `name, and if wanted ${columns.slice(1).join(', ')}`,
      fix: example,
    });
  }
  return { positions, ignored, problems };
}

function rangesOf(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .filter((range) => range !== '')
    .map((range) => (/^[\d.]+$/.test(range) ? `${range}/32` : range));
}

function twice(listed: readonly Listed[], propose: Propose): Problem[] {
  const isName = patternOf(clusterName);
  const lines = new Map<string, number | undefined>();
  return listed.flatMap(({ wish: { name }, said }) => {
    const place = said('name');
    const first = lines.get(name);
    lines.set(name, first ?? place.line);
    // What can't be a name is told as that.
    if (first === undefined || !isName.test(name)) return [];
    const fix = anotherName(propose(name));
    return [{ place, value: name, message: `is the cluster of line ${first} already`, fix }];
  });
}

import { classTable } from '../../config/class-table.ts';
import type { Problem } from '../../terminal/problem.ts';
import { clusterName, anotherName, patternOf, type Propose, proposer } from '../../config/names.ts';
import type { Listed } from './draft.ts';
import type { Wish } from './wish.ts';

const columns = {
  needed: ['name'],
  more: ['owner', 'region', 'from', 'kubernetes', 'expires', 'ingress'],
  example: ['name,from', 'anna,198.51.100.7'],
} as const;
type Column = (typeof columns)['needed' | 'more'][number];

/** A class list, what is wrong with its form, and its columns that mean nothing here. */
export interface ClassList {
  readonly listed: readonly Listed[];
  readonly problems: readonly Problem[];
  readonly ignored: readonly string[];
  /** Finds names that nobody on it has. */
  readonly propose: Propose;
  /** The line that gives the same answers again, where somebody was asked for them. */
  readonly again?: string;
}

/** What holds for every line that says nothing else; its ranges are let into every cluster. */
export type Common = Pick<Wish, 'region' | 'kubernetes' | 'expires' | 'ingress' | 'from'>;

/** Reads a class list: a header, then a line per learner. */
export function classList(
  file: string,
  text: string,
  common: Common,
  isTaken: (name: string) => boolean = () => false,
): ClassList {
  const { rows, ignored } = classTable<Column>(file, text, columns);
  const problems: Problem[] = [];
  const listed = rows.flatMap(({ cell, place }): Listed[] => {
    const value = (column: Column) => cell(column)?.text || undefined;
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
          ingress: value('ingress') ?? common.ingress,
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

import { inParallel } from '../shared/in-parallel.ts';
import { isNewer, newestOf } from './newest.ts';
import type { Row } from './rows.ts';

/** What became of asking for a row's newest version. */
export interface Looked {
  readonly row: Row;
  /** Undefined where no version of its line is told. */
  readonly newest?: string;
  /** Why it is unknown, where nobody answered. */
  readonly unknown?: string;
  readonly outdated: boolean;
}

const AT_ONCE = 4;

/** Asks for the newest version of each row; one that nobody answers for is said to be unknown. */
export function look(
  rows: readonly Row[],
  versionsOf: (row: Row) => Promise<readonly string[]>,
): Promise<Looked[]> {
  return inParallel(rows, AT_ONCE, async (row) => {
    try {
      const newest = newestOf(row, await versionsOf(row));
      return { row, newest, outdated: newest !== undefined && isNewer(newest, row.has) };
    } catch (error) {
      return {
        row,
        unknown: error instanceof Error ? error.message : String(error),
        outdated: false,
      };
    }
  });
}

import { type FieldChange, isBelow } from '../field-change.ts';
import type { Context } from './context.ts';
import type { Phase } from './phases.ts';
import type { Taken } from './taken.ts';

/** What a change of some keys takes. */
export interface Row {
  /** The keys, and everything below them. `[]` is any item of a list. */
  readonly keys: readonly string[];
  /** Whether it is about an item that is new or gone, rather than about what is in it. */
  readonly item?: 'new' | 'gone';
  /** Whether it makes the item anew, so that nothing else needs to be done for it. */
  readonly replaces?: boolean;
  /** When its commands are run, unless they say so themselves. */
  readonly phase?: Phase;
  readonly takes: (context: Context) => Taken;
}

/** A change, and what the table and eksctl's defaults know of it. */
export interface Found {
  readonly change: FieldChange;
  /** The row that is about it, and its place in the table. */
  readonly row: Row | undefined;
  readonly index: number;
  /** Why it is the same to eksctl, written otherwise; undefined where it is not. */
  readonly same: string | undefined;
}

/** Whether a row is about a change. */
export function fits({ keys, item }: Row, { path, before, after }: FieldChange): boolean {
  const key = keys.find((pattern) => isBelow(path, pattern));
  if (key === undefined) return false;
  if (item === undefined) return true;
  const isWhole = path.length === key.replaceAll('[]', '.[]').split('.').length;
  return isWhole && (item === 'new' ? before : after) === undefined;
}

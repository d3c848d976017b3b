import { isSeq, parseDocument } from 'yaml';
import { holds } from '../../config/cidr.ts';
import { isExampleRange } from '../../synth/example-range.ts';
import { editList } from '../../config/edit/edit-list.ts';
import { placeholderIn } from '../../config/likely/placeholder.ts';

/** A cluster file's text with other ranges in access.from, and which came and went. */
export interface AccessEdit {
  /** Undefined where the list is written so that nothing but a person can change it. */
  readonly text?: string;
  readonly ranges: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const FROM = ['access', 'from'];

/**
 * Puts ranges into a cluster file's access.from. Placeholders and the documentation's ranges go, and with `replace` all
 * others; the rest of the text stays as it is written.
 */
export function editAccess(
  text: string,
  wanted: readonly string[],
  { replace = false } = {},
): AccessEdit {
  const document = parseDocument(text);
  const list = document.getIn(FROM, true);
  const present = isSeq(list) ? (list.toJS(document) as string[]) : [];
  const stays = (range: string) =>
    wanted.includes(range) || !(replace || isExampleRange(range) || isNone(range));
  const kept = present.filter(stays);
  const added = [...new Set(wanted)].filter((range) => !kept.some((other) => holds(other, range)));
  const removed = present.filter((range) => !kept.includes(range));
  const isSame = added.length + removed.length === 0;
  const edited = isSame ? text : editList(text, FROM, stays, added);
  return { text: edited, ranges: [...kept, ...added], added, removed };
}

// A placeholder, or a word.
function isNone(range: string): boolean {
  return placeholderIn(range) !== undefined || !/\d/.test(range);
}

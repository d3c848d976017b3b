import { isScalar, isSeq, parseDocument, type Scalar, type YAMLSeq } from 'yaml';
import { holds, isDocumentationRange } from '../../config/cidr.ts';

/** A cluster file's text with other ranges in access.from, and which came and went. */
export interface AccessEdit {
  readonly text: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Puts ranges into a valid cluster file's access.from. The documentation's go, and with `replace` all others;
 * the rest of the text stays as it is written.
 */
export function editAccess(
  text: string,
  wanted: readonly string[],
  { replace = false } = {},
): AccessEdit {
  const document = parseDocument(text);
  const list = document.getIn(['access', 'from'], true);
  const present = isSeq(list) ? (list.toJSON() as string[]) : [];
  const stays = (range: string) =>
    wanted.includes(range) || !(replace || isDocumentationRange(range));
  const kept = present.filter(stays);
  const added = [...new Set(wanted)].filter((range) => !kept.some((other) => holds(other, range)));
  const removed = present.filter((range) => !kept.includes(range));
  if (added.length + removed.length === 0) return { text, added, removed };

  const items = isSeq(list) && list.items.every(isScalar) ? (list as YAMLSeq<Scalar>) : undefined;
  const splice = items && (items.flow ? spliceFlow : spliceBlock);
  const edited = items && splice?.(text, items, kept, added);
  if (edited !== undefined) return { text: edited, added, removed };
  // A list that is written in an unusual way: the whole file is written anew, comments and all.
  document.setIn(['access', 'from'], document.createNode([...kept, ...added], { flow: true }));
  return { text: document.toString({ lineWidth: 0 }), added, removed };
}

function spliceFlow(
  text: string,
  { range, items }: YAMLSeq<Scalar>,
  kept: readonly string[],
  added: readonly string[],
): string | undefined {
  const [start, end] = range ?? [0, 0];
  if (text.slice(start, end).includes('\n')) return undefined;
  const written = items
    .filter(({ value }) => kept.includes(String(value)))
    .map((item) => text.slice(item.range?.[0], item.range?.[1]));
  return `${text.slice(0, start)}[${[...written, ...added].join(', ')}]${text.slice(end)}`;
}

function spliceBlock(
  text: string,
  { items }: YAMLSeq<Scalar>,
  kept: readonly string[],
  added: readonly string[],
): string | undefined {
  const lines = text.split('\n');
  const lineOf = ({ range }: Scalar) => text.slice(0, range?.[0]).split('\n').length - 1;
  const first = lines[items[0] ? lineOf(items[0]) : -1];
  const dash = /^\s*-\s+/.exec(first ?? '')?.[0];
  if (dash === undefined || items.some(({ type }) => type?.startsWith('BLOCK'))) return undefined;
  const end = first?.endsWith('\r') ? '\r' : '';
  const gone = items.filter(({ value }) => !kept.includes(String(value))).map(lineOf);
  const last = items.findLast(({ value }) => kept.includes(String(value)));
  const after = last ? lineOf(last) : (gone[0] ?? 0) - 1;
  const come = added.map((range) => `${dash}${range}${end}`);
  return lines
    .flatMap((line, index) => [
      ...(gone.includes(index) ? [] : [line]),
      ...(index === after ? come : []),
    ])
    .join('\n');
}

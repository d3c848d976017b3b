import { type CST, isSeq, type Node, parseDocument, type YAMLSeq } from 'yaml';
import type { KeyPath } from '../key-path.ts';
import { endingAbove, lineEnd, lineStart } from './lines.ts';
import { inserted, saysBut, type Splice, spliced } from './splice.ts';

/** One value of a list: where it is written, with its dash if it has one, and whether it stays. */
interface Item {
  readonly from: number;
  readonly to: number;
  readonly stays: boolean;
}

/**
 * Takes values out of a list of a cluster file, each with the comment behind it, and puts others at its end; not one
 * other byte changes. Undefined where the list is written so that this can't be done.
 */
export function editList(
  text: string,
  path: KeyPath,
  stays: (value: string) => boolean,
  added: readonly string[],
): string | undefined {
  const document = parseDocument(text, { keepSourceTokens: true });
  const list = document.getIn(path, true);
  if (!isSeq(list)) return undefined;
  const values = (list.toJS(document) as unknown[]).map(String);
  const items = itemsOf(list).map((place, index) => ({
    ...place,
    stays: stays(values[index] ?? ''),
  }));
  const edit = list.flow ? inBrackets : inLines;
  const edited = spliced(text, edit(text, items, added));
  const isRight = saysBut(edited, document, path, [...values.filter(stays), ...added]);
  return isRight ? edited : undefined;
}

function itemsOf({ items, srcToken }: YAMLSeq): Omit<Item, 'stays'>[] {
  const tokens = srcToken && 'items' in srcToken ? srcToken.items : [];
  return items.map((node, index) => {
    const [from = 0, to = 0] = (node as Node).range ?? [];
    return { from: beginOf(tokens[index]) ?? from, to };
  });
}

function beginOf(token: CST.CollectionItem | undefined): number | undefined {
  return token?.start.find(({ type }) => ['seq-item-ind', 'anchor', 'tag'].includes(type))?.offset;
}

function inLines(text: string, items: readonly Item[], added: readonly string[]): Splice[] {
  const dash = /^\s*-[ \t]*/.exec(text.slice(lineStart(text, items[0]?.from ?? 0)))?.[0] ?? '';
  const lines = added.map((value) => `${/[ \t]$/.test(dash) ? dash : `${dash} `}${value}`);
  const last = items.findLast(({ stays }) => stays);
  const gone = items.filter(({ stays }) => !stays);
  if (last) {
    const ending = endingAbove(text, last.from);
    const come = lines.map((line) => `${ending}${line}`).join('');
    return [...gone.map((item) => withoutLine(text, item)), inserted(lineEnd(text, last.to), come)];
  }
  const [first, ...others] = gone;
  if (!first) return [];
  const place = { from: lineStart(text, first.from), to: lineEnd(text, first.to) };
  const words = lines.join(endingAbove(text, first.from));
  return [{ ...place, text: words }, ...others.map((item) => withoutLine(text, item))];
}

// With what ends the line above, for the last one may end with the text.
function withoutLine(text: string, { from, to }: Pick<Item, 'from' | 'to'>): Splice {
  const start = lineStart(text, from) - endingAbove(text, from).length;
  return { from: start, to: lineEnd(text, to), text: '' };
}

function inBrackets(text: string, items: readonly Item[], added: readonly string[]): Splice[] {
  const last = items.at(-1);
  if (!last || added.length === 0) return without(text, items);
  if (!endsItsLine(text, last)) {
    const values = added.join(', ');
    if (last.stays) return [...without(text, items), inserted(last.to, `, ${values}`)];
    const others = [...items.slice(0, -1), { ...last, stays: true }];
    return [...without(text, others), { from: last.from, to: last.to, text: values }];
  }
  const end = lineEnd(text, last.to);
  const row = rowOf(text, items, last);
  const indent = indentOf(text, row[0] ?? last);
  const comma = hasComma(text, last) ? ',' : '';
  const come = added.map((value) => `${endingAbove(text, last.to)}${indent}${value}`).join(',');
  const isJoined = comma === '' && row.some(({ stays }) => stays);
  return [
    ...without(text, items),
    ...(isJoined ? [inserted(last.to, ',')] : []),
    inserted(end, come + comma),
  ];
}

/** Takes out of brackets what doesn't stay, line by line: a line of its own goes with its comment. */
function without(text: string, items: readonly Item[]): Splice[] {
  const rows = [...new Set(items.map((item) => rowOf(text, items, item)[0]))].map((first) =>
    rowOf(text, items, first as Item),
  );
  return rows.flatMap((row) => {
    if (row.every(({ stays }) => stays)) return [];
    return row.some(({ stays }) => stays) ? withoutSome(row) : [withoutRow(text, row)];
  });
}

function withoutSome(row: readonly Item[]): Splice[] {
  const firstKept = row.findIndex(({ stays }) => stays);
  return row.flatMap(({ from, to, stays }, index) => {
    if (stays) return [];
    return index < firstKept
      ? [{ from, to: row[index + 1]?.from ?? to, text: '' }]
      : [{ from: row[index - 1]?.to ?? from, to, text: '' }];
  });
}

function withoutRow(text: string, row: readonly Item[]): Splice {
  const [first, last] = [row[0], row.at(-1)] as [Item, Item];
  const isLast = endsItsLine(text, last);
  const isAlone = text.slice(lineStart(text, first.from), first.from).trim() === '';
  if (isLast && isAlone) return withoutLine(text, { from: first.from, to: last.to });
  const comma = /^[ \t]*,/.exec(text.slice(last.to))?.[0].length ?? 0;
  return { from: first.from, to: isLast ? lineEnd(text, last.to) : last.to + comma, text: '' };
}

function rowOf(text: string, items: readonly Item[], { from }: Item): Item[] {
  const line = lineStart(text, from);
  return items.filter((item) => lineStart(text, item.from) === line);
}

// But for a comma and a comment.
function endsItsLine(text: string, { to }: Item): boolean {
  return /^[ \t]*,?[ \t]*(#.*)?$/.test(text.slice(to, lineEnd(text, to)));
}

function hasComma(text: string, { to }: Item): boolean {
  return /^[ \t]*,/.test(text.slice(to));
}

// Where brackets begin in the line, the next one has to be further in.
function indentOf(text: string, { from }: Item): string {
  const before = text.slice(lineStart(text, from), from);
  return before.trim() === '' ? before : `${/^\s*/.exec(before)?.[0] ?? ''}  `;
}

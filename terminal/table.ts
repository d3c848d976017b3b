import { shown } from './shown.ts';
import { screenWidth, shownWidth } from './width.ts';
import { wrap } from './wrap.ts';

type Side = 'left' | 'right';

/** Rows of cells, as a command prints them. */
export interface Table {
  readonly rows: readonly (readonly string[])[];
  /** The columns' names. */
  readonly head?: readonly string[];
  /** Columns are to the left unless told otherwise. */
  readonly align?: readonly Side[];
  /** What stands before each line. */
  readonly indent?: string;
  /** How many cells say which row it is; the first alone unless told otherwise. */
  readonly lead?: number;
}

/** A table in lines: of the head, where it is printed, and of each row. */
export interface Laid {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const GAP = '  ';
// In a narrower column a sentence is hard to read.
const LEAST = 24;

/**
 * Lays a table out for the terminal's width. Where it is too wide, its widest columns are folded between words; where
 * that leaves too little of them, each row becomes a block, with its cells below each other.
 */
export function lay(table: Table, width = screenWidth()): Laid {
  const rows = table.rows.map((row) => row.map(inOneLine));
  const { head, align = [], indent = '' } = table;
  const all = head ? [head, ...rows] : rows;
  const columns = columnsOf(all, align);
  if (!narrow(columns, width - shownWidth(indent))) return blocks({ ...table, rows }, width);
  const lines = all.map((row) => rowLines(row, columns).map((line) => indent + line));
  return head ? { head: lines[0] ?? [], rows: lines.slice(1) } : { head: [], rows: lines };
}

interface Column {
  readonly side: Side;
  /** Of its longest word. */
  readonly least: number;
  width: number;
}

function columnsOf(rows: readonly (readonly string[])[], align: readonly Side[]): Column[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, index) => {
    const cells = rows.map((row) => row[index] ?? '');
    const longest = (texts: readonly string[]) => Math.max(0, ...texts.map(shownWidth));
    const side = align[index] ?? 'left';
    const words = side === 'left' ? cells.flatMap((cell) => cell.split(/\s+/)) : cells;
    return { side, least: Math.max(LEAST, longest(words)), width: longest(cells) };
  });
}

// The widest first, and no word is broken; false where that is not enough.
function narrow(columns: readonly Column[], room: number): boolean {
  const gaps = GAP.length * Math.max(0, columns.length - 1);
  let excess = columns.reduce((sum, { width }) => sum + width, gaps) - room;
  while (excess > 0) {
    const foldable = columns.filter(({ width, least, side }) => side === 'left' && width > least);
    const [first, ...others] = foldable;
    if (!first) return false;
    const widest = others.reduce((a, b) => (b.width > a.width ? b : a), first);
    widest.width -= 1;
    excess -= 1;
  }
  return true;
}

function rowLines(row: readonly string[], columns: readonly Column[]): string[] {
  const cells = columns.map(({ width }, index) => wrap(row[index] ?? '', width));
  const height = Math.max(1, ...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ width, side }, index) => pad(cells[index]?.[line] ?? '', width, side))
      .join(GAP)
      .trimEnd(),
  );
}

/** A table's lines, one after the other. */
export function tableLines(table: Table, width = screenWidth()): string[] {
  const { head, rows } = lay(table, width);
  return [...head, ...rows.flat()];
}

function blocks(
  { rows, head = [], align = [], indent = '', lead = 1 }: Table,
  width: number,
): Laid {
  const under = indent + GAP;
  return {
    head: [],
    rows: rows.map((row) => {
      const cells = row.map((cell, index) => ({
        text: labelled(head[index], cell.trim()),
        isNumber: align[index] === 'right',
      }));
      const told = cells.slice(lead).filter(({ text }) => text !== '');
      const name = cells.slice(0, lead).flatMap(({ text }) => text || []);
      return [
        ...(name.length > 0 ? wrap(name.join(GAP), width, { first: indent, next: under }) : []),
        ...inGroups(told).flatMap((text) => wrap(text, width, { first: under, next: under + GAP })),
      ];
    }),
  };
}

// Numbers after each other are short enough for one line.
function inGroups(
  cells: readonly { readonly text: string; readonly isNumber: boolean }[],
): string[] {
  return cells.reduce<string[]>((lines, { text, isNumber }, index) => {
    const goesOn = isNumber && cells[index - 1]?.isNumber;
    return goesOn ? [...lines.slice(0, -1), `${lines.at(-1)}, ${text}`] : [...lines, text];
  }, []);
}

function labelled(label: string | undefined, cell: string): string {
  return label && cell ? `${label}: ${cell}` : cell;
}

function pad(cell: string, width: number, side: Side): string {
  const blanks = ' '.repeat(Math.max(0, width - shownWidth(cell)));
  return side === 'left' ? cell + blanks : blanks + cell;
}

// A row is one row, whatever its cells hold; what steers a terminal takes the room in which it is written out.
function inOneLine(cell: string): string {
  return shown(cell.replace(/\s*[\r\n]\s*/g, ' ')).replaceAll('\t', ' ');
}

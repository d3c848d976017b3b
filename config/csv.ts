/** One cell of a CSV file, and where its text begins, from 1. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** A CSV file's rows, and its quotes that are not as they should be. */
export interface Csv {
  readonly rows: readonly (readonly Cell[])[];
  /** What stands between a closing quote and the cell's end; it is in its cell's text too. */
  readonly strays: readonly Cell[];
  /** The cell whose quote has no end, if there is one. */
  readonly unclosed?: Cell;
}

export type Separator = ',' | ';' | '\t';

/** What is wrong with a cell whose quote has no end. */
export const UNCLOSED = 'the " that begins here has no end';

/** Reads separators, quotes and line ends as RFC 4180 has them; lines without text are no rows. */
export function parseCsv(text: string, separator: Separator = ','): Csv {
  const { cell, indent } = patterns(separator);
  const [rows, strays]: [Cell[][], Cell[]] = [[], []];
  let row: Cell[] = [];
  let [offset, line, lineStart] = [0, 1, 0];
  const place = (at: number) => ({ line, column: at - lineStart + 1 });
  const goTo = (end: number): void => {
    for (const { index, 0: lineEnd } of text.slice(offset, end).matchAll(/\r\n?|\n/g)) {
      line++;
      lineStart = offset + index + lineEnd.length;
    }
    offset = end;
  };
  for (;;) {
    cell.lastIndex = offset;
    const match = cell.exec(text);
    const blank = match?.[1] ?? indent.exec(text.slice(offset, offset + 80))?.[0] ?? '';
    const begin = place(offset + blank.length);
    if (!match) return { rows, strays, unclosed: { text: '"', ...begin } };
    const [whole, , quoted, after = '', plain = '', end = ''] = match;
    const written = quoted === undefined ? plain : quoted.replaceAll('""', '"') + after;
    row.push({ text: written.trim(), ...begin });
    const next = offset + whole.length;
    if (after.trim() !== '') {
      goTo(next - end.length - after.length);
      strays.push({ text: after.trim(), ...place(offset) });
    }
    goTo(next);
    if (end === separator) continue;
    if (row.some(({ text }) => text !== '')) rows.push(row);
    if (end === '') return { rows, strays };
    row = [];
  }
}

// A cell in quotes or without, with what ends it; and the blanks before one.
function patterns(separator: Separator): { cell: RegExp; indent: RegExp } {
  const blanks = separator === '\t' ? ' *' : '[ \\t]*';
  const rest = `([^${separator}\\r\\n]*)`;
  const quoted = `"([^"]*(?:""[^"]*)*)"(?!")${rest}`;
  const ends = `(${separator}|\\r\\n?|\\n|$)`;
  return {
    cell: new RegExp(`(${blanks})(?:${quoted}|(?!${blanks}")${rest})${ends}`, 'y'),
    indent: new RegExp(blanks),
  };
}

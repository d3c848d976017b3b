/** One cell of a CSV file, and where its text begins, from 1. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** A CSV file's rows; `unclosed` is the cell whose quote has no end, if there is one. */
export interface Csv {
  readonly rows: readonly (readonly Cell[])[];
  readonly unclosed?: Cell;
}

// A cell in quotes or without, and what ends it.
const cellPattern =
  /([ \t]*)(?:"([^"]*(?:""[^"]*)*)"([^,\r\n]*)|(?![ \t]*")([^,\r\n]*))(,|\r\n?|\n|$)/y;

/** Reads commas, quotes and line ends as RFC 4180 has them; lines without text are no rows. */
export function parseCsv(text: string): Csv {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let line = 1;
  let lineStart = 0;
  for (let offset = 0; ;) {
    cellPattern.lastIndex = offset;
    const match = cellPattern.exec(text);
    const indent = match?.[1] ?? /[ \t]*/.exec(text.slice(offset, offset + 80))?.[0] ?? '';
    const place = { line, column: offset + indent.length - lineStart + 1 };
    if (!match) return { rows, unclosed: { text: '"', ...place } };
    const [whole, , quoted, after = '', plain = '', end] = match;
    const written = quoted === undefined ? plain : quoted.replaceAll('""', '"') + after;
    row.push({ text: written.trim(), ...place });
    for (const { index, 0: lineEnd } of whole.matchAll(/\r\n?|\n/g)) {
      line++;
      lineStart = offset + index + lineEnd.length;
    }
    offset += whole.length;
    if (end === ',') continue;
    if (row.some((cell) => cell.text !== '')) rows.push(row);
    if (end === '') return { rows };
    row = [];
  }
}

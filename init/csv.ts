import { type Problem, ProblemsError } from '../config/problem.ts';

/** One field of a list, and where it begins. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** A list's rows, those without anything left out; throws every quote that is not as it should be. */
export function parseCsv(file: string, text: string): Cell[][] {
  const separator = separatorOf(text);
  const problems: Problem[] = [];
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let [at, line, start] = [0, 1, 0];
  while (at < text.length) {
    const place = { line, column: at - start + 1 };
    let field = '';
    if (text[at] === '"') {
      const end = closingQuote(text, at);
      const quoted = text.slice(at + 1, end === -1 ? undefined : end);
      if (end === -1) {
        problems.push({ place: { file, ...place }, message: 'the " that begins here has no end' });
      }
      field = quoted.replaceAll('""', '"');
      line += quoted.split('\n').length - 1;
      if (quoted.includes('\n')) start = at + 1 + quoted.lastIndexOf('\n') + 1;
      at = end === -1 ? text.length : end + 1;
      if (at < text.length && ![separator, '\r', '\n'].includes(text[at] ?? '')) {
        const here = { file, line, column: at - start + 1 };
        problems.push({
          place: here,
          message: 'text after a closing "',
          fix: 'write "" for a quote inside of quotes',
        });
        at = nextEnd(text, at, separator);
      }
    } else {
      const end = nextEnd(text, at, separator);
      field = text.slice(at, end);
      at = end;
    }
    row.push({ text: field.trim(), ...place });
    if (text[at] === separator) {
      at++;
      if (at === text.length) row.push({ text: '', line, column: at - start + 1 });
      continue;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    rows.push(row);
    [row, line, start] = [[], line + 1, at];
  }
  if (row.length > 0) rows.push(row);
  if (problems.length > 0) throw new ProblemsError(problems);
  return rows.filter((cells) => cells.some((cell) => cell.text !== ''));
}

// Spreadsheets write commas, semicolons or tabs, as their country has it.
function separatorOf(text: string): string {
  const head = (text.split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '');
  return /[,;\t]/.exec(head)?.[0] ?? ',';
}

function closingQuote(text: string, opening: number): number {
  for (let at = opening + 1; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at;
    at++;
  }
  return -1;
}

function nextEnd(text: string, from: number, separator: string): number {
  const ends = [separator, '\r', '\n'].map((end) => text.indexOf(end, from));
  return Math.min(text.length, ...ends.filter((end) => end !== -1));
}

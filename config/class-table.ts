import { normalise, suggest } from '../terminal/suggest.ts';
import { type Place, type Problem, ProblemsError } from '../terminal/problem.ts';
import { type Cell, parseCsv, type Separator, UNCLOSED } from './csv.ts';
import { MOST_ENTRIES } from './excess.ts';

/** The columns that a kind of class list knows. */
export interface Columns<C extends string> {
  readonly needed: readonly C[];
  readonly more: readonly C[];
  /** A first line, and one for a learner. */
  readonly example: readonly [string, string];
}

/** A line of a class list. */
export interface ClassRow<C extends string> {
  readonly cell: (column: C) => Cell | undefined;
  /** Where a column's cell is, or else its line. */
  readonly place: (column: C) => Place;
}

/** A class list, as a person or a spreadsheet program writes it. */
export interface ClassTable<C extends string> {
  readonly rows: readonly ClassRow<C>[];
  /** The columns that mean nothing here. */
  readonly ignored: readonly string[];
}

/**
 * Reads a class list: a first line that names the columns, in any order, and a line for each learner; with commas,
 * semicolons or tabs. Throws all that is wrong with its form.
 */
export function classTable<C extends string>(
  file: string,
  text: string,
  columns: Columns<C>,
): ClassTable<C> {
  const { rows, strays, unclosed } = parseCsv(text, separatorOf(text));
  const problemAt = (cell: Cell, message: string, more: Partial<Problem> = {}): Problem => ({
    place: { file, line: cell.line, column: cell.column },
    message,
    ...more,
  });
  const quotes = [
    ...strays.map((stray) =>
      problemAt(stray, 'text after a closing "', { fix: 'write "" for a quote inside of quotes' }),
    ),
    ...(unclosed ? [problemAt(unclosed, UNCLOSED)] : []),
  ];
  if (quotes.length > 0) throw new ProblemsError(quotes);
  // Excel's own first line for whichever separator.
  const [header = [], ...body] = /^sep=$/i.test(rows[0]?.[0]?.text ?? '') ? rows.slice(1) : rows;
  const example = likeThis(columns);
  const whole = (message: string, more: Partial<Problem>): Problem => ({
    place: { file },
    message,
    ...more,
  });
  if (header.length === 0) throw new ProblemsError([whole('is empty', { fix: example })]);
  const { positions, ignored, problems } = readHeader(header, columns, problemAt);
  if (body.length === 0) {
    problems.push(whole('has a first line and none below it', { fix: example }));
  }
  if (body.length > MOST_ENTRIES) {
    problems.push(
      whole(`lists ${body.length.toLocaleString('en-US')} learners`, {
        allowed: `up to ${MOST_ENTRIES.toLocaleString('en-US')}`,
      }),
    );
  }
  for (const row of body) {
    const extra = row.slice(header.length).find(({ text }) => text !== '');
    if (!extra) continue;
    problems.push(
      problemAt(
        extra,
        `is one cell more than the first line has columns, which are ${header.length}`,
        {
          value: extra.text,
          fix: 'put a cell that holds the separator in quotes',
        },
      ),
    );
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return {
    ignored,
    rows: body.map((row) => {
      const cell = (column: C) => row[positions.get(column) ?? -1];
      const place = (column: C) => {
        const { line, column: at } = cell(column) ?? row[0]!;
        return { file, line, column: at, at: column };
      };
      return { cell, place };
    }),
  };
}

// Spreadsheet programs write commas, semicolons or tabs, as their country has it.
function separatorOf(text: string): Separator {
  const head = text.trimStart().replace(/"[^"]*"/g, '');
  return (/^[^,;\t\r\n]*([,;\t])/.exec(head)?.[1] ?? ',') as Separator;
}

function readHeader<C extends string>(
  header: readonly Cell[],
  columns: Columns<C>,
  problemAt: (cell: Cell, message: string, more?: Partial<Problem>) => Problem,
) {
  const { needed, more } = columns;
  const known = [...needed, ...more];
  const positions = new Map<C, number>();
  const ignored: string[] = [];
  const problems: Problem[] = [];
  const meant = new Set<string>();
  header.forEach((cell, index) => {
    const { text } = cell;
    const column = known.find((name) => normalise(name) === normalise(text));
    const near = nearest(text, known);
    if (column && positions.has(column)) {
      problems.push(
        problemAt(cell, 'is there twice', { value: text, fix: 'remove one of the two columns' }),
      );
    } else if (column) positions.set(column, index);
    else if (near) {
      meant.add(near);
      problems.push(
        problemAt(cell, 'is not a column of a class list', {
          value: text,
          fix: `did you mean ${near}?`,
        }),
      );
    } else if (text !== '') ignored.push(text);
  });
  const missing = needed.filter((name) => !positions.has(name) && !meant.has(name));
  const [first] = header;
  if (missing.length > 0 && first) {
    problems.push(
      problemAt(first, `the first line has no column ${missing.join(' and no column ')}`, {
        allowed: `${needed.join(', ')}; and if you like ${more.join(', ')}`,
        fix: likeThis(columns),
      }),
    );
  }
  return { positions, ignored, problems };
}

function likeThis({ example: [first, line] }: Columns<string>): string {
  return `begin with a line ${first}; then one for each learner, such as ${line}`;
}

const SHORTEST_PART = 4;

// A mistyped name, or a part of one: port for nodePort.
function nearest<C extends string>(text: string, known: readonly C[]): C | undefined {
  const word = normalise(text);
  const part = known.find((name) => normalise(name).includes(word));
  return word.length >= SHORTEST_PART && part ? part : suggest(text, known);
}

import { TAB } from './describe-syntax.ts';
import type { Lines } from './indentation.ts';
import type { Problem } from '../terminal/problem.ts';
import { everyKey } from './schema-at.ts';
import { type Word, wordsOf } from './words.ts';

/** What was mistyped between two words of a cluster file. */
export interface Slip {
  readonly offset: number;
  readonly message: string;
  readonly fix: string;
  /** Where what follows from it begins and ends. */
  readonly from: number;
  readonly to: number;
}

// Blanks that look like a space, or like nothing, and that YAML takes for letters.
const ODD = '\\u00A0\\u1680\\u2000-\\u200F\\u2028\\u2029\\u202F\\u205F\\u2060\\u3000\\uFEFF';
const names: Readonly<Record<string, string>> = {
  '\u00A0': 'a no-break space',
  '\u202F': 'a narrow no-break space',
  '\u200B': 'a space without width',
  '\uFEFF': 'a byte order mark',
};

/**
 * The blanks, colons and commas that are missing, the blanks that are none of YAML's, and the lines that a program put
 * in, where something that is wrong at these offsets comes of them: a value may look like each.
 */
export function slipsBehind(
  { text, counter }: Lines,
  wrongAt: readonly number[],
  { isYaml = false } = {},
): Slip[] {
  const marks = isYaml ? [] : marksIn(text);
  if (marks.length > 0) return marks;
  const explains = ({ from, to }: Slip) => wrongAt.some((at) => from <= at && at <= to);
  const lineOf = (offset: number) => counter.linePos(offset).line;
  const words = wordsOf(text);
  const strange = [
    ...oddBlanks(text, words, lineOf),
    // The lines below one are read with it.
    ...(isYaml ? [] : tabs(text, words, lineOf)),
  ].filter(explains);
  if (strange.length > 0) return strange;
  const missing = [missingAfterDash, missingAfterColon, missingComma, missingColon];
  const found = words.flatMap((word) => missing.flatMap((find) => find(word)));
  return found.some(explains) ? found : [];
}

/** A slip as a problem of its file. */
export function slipProblem({ file, counter }: Lines, { offset, message, fix }: Slip): Problem {
  const { line, col } = counter.linePos(offset);
  return { place: { file, line, column: col }, message, fix };
}

// Lines that a program or a page put in: what is wrong below may come from them.
function marksIn(text: string): Slip[] {
  return marks.flatMap(({ line, message, fix }) => {
    const at = text.search(line);
    return at < 0 ? [] : [{ offset: at, message, fix, from: 0, to: Number.POSITIVE_INFINITY }];
  });
}

const marks = [
  {
    line: /^(<{7}|>{7}) /m,
    message: 'is what Git writes where two changes meet',
    fix: 'keep the lines of one side, and remove <<<<<<<, ======= and >>>>>>>',
  },
  {
    line: /^ *```/m,
    message: 'is the edge of a block of code, from a page or a chat',
    fix: 'remove the lines with ```',
  },
];

let joined: string | undefined;

function keys(): string {
  return (joined ??= everyKey().join('|'));
}

type LineOf = (offset: number) => number;

const odd = new RegExp(`(?:^|\\n)[ \\t]*(?:-|[\\w./-]+:)?[${ODD}]`, 'g');

function oddBlanks(text: string, words: readonly Word[], lineOf: LineOf): Slip[] {
  const found = words.flatMap((word) =>
    [...word.text.matchAll(odd)].map(
      ({ index, 0: match }) => word.offset + index + match.length - 1,
    ),
  );
  const [first] = found;
  if (first === undefined) return [];
  const character = text[first] ?? '';
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  const message = `here is ${names[character] ?? 'an odd blank'} (U+${code}), which YAML takes for a letter`;
  return [inLines(text, message, found.map(lineOf), first, lineEnd(text, found.at(-1)))];
}

// Within brackets a tab does no harm.
function tabs(text: string, words: readonly Word[], lineOf: LineOf): Slip[] {
  const found = [...text.matchAll(/^ *\t[ \t]*(?=[^\s#\]}])/gm)]
    .filter(({ index, 0: blanks }) => {
      const word = words.find(({ offset }) => offset >= index);
      return !word || word.depth === 0 || word.offset > index + blanks.length;
    })
    .map(({ index }) => index);
  const [first] = found;
  if (first === undefined) return [];
  return [inLines(text, TAB, found.map(lineOf), first, Number.POSITIVE_INFINITY)];
}

// One slip is in many lines when a whole block was copied.
function inLines(
  text: string,
  message: string,
  all: readonly number[],
  offset: number,
  to: number,
): Slip {
  const lines = [...new Set(all)];
  const where = lines.length > 1 ? `, in lines ${listOf(lines)}` : '';
  const fix = `write plain spaces in its place${where}`;
  // The key above may have lost its value.
  return { offset, message, fix, from: lineAbove(text, offset), to };
}

function lineEnd(text: string, offset: number | undefined): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function lineAbove(text: string, offset: number): number {
  const line = text.lastIndexOf('\n', offset - 1);
  return line < 0 ? 0 : text.lastIndexOf('\n', line - 1) + 1;
}

const MOST_LINES = 10;
const LONGEST_SHOWN = 100;

function listOf(lines: readonly number[]): string {
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length - shown.length;
  const last = more > 0 ? `${more} more` : shown.pop();
  return `${shown.join(', ')} and ${last}`;
}

function missingAfterDash(word: Word): Slip[] {
  if (word.depth > 0) return [];
  const start = word.beginsLine ? '(?:^|\\n)' : '\\n';
  const found = word.text.matchAll(
    new RegExp(`(${start}[ \\t]*)-(?=[^\\s-])(?!\\d+\\s*$)(.*)`, 'g'),
  );
  return [...found].map(({ index, 1: lead = '', 2: rest = '' }) =>
    slip(word, index + lead.length, 'a space is missing after the -', `write - ${rest}`),
  );
}

// Whether a word stands where a key does.
function isAtKey({ depth, before, beginsLine }: Word): boolean {
  return depth > 0 ? before === '{' || before === ',' : beginsLine;
}

function missingAfterColon(word: Word): Slip[] {
  const lead = isAtKey(word) ? '(?:^|\\s)' : '\\n[ \\t]*(?:- +)?';
  const found = word.text.matchAll(new RegExp(`(${lead})(${keys()}):(?=\\S)([^\\n]*)`, 'g'));
  return [...found].map(({ index, 1: before = '', 2: key = '', 3: rest = '' }) =>
    slip(
      word,
      index + before.length,
      `a space is missing after ${key}:`,
      `write ${key}: ${rest.trim()}`,
    ),
  );
}

// After a plain value, the parser reads on into the next key.
function missingComma(word: Word): Slip[] {
  const { text, depth, before, behind } = word;
  if (depth === 0 || behind !== ':') return [];
  const key = text.split(/\s+/).at(-1) ?? '';
  const value = text.slice(0, text.length - key.length).trimEnd();
  if (before === ':' && value !== '') return [commaBefore(word, key, value)];
  return /^["'\]}]/.test(before) ? [commaBefore(word, text, before)] : [];
}

function commaBefore(word: Word, key: string, value: string): Slip {
  const message = `a comma is missing before ${key}`;
  return slip(
    word,
    word.text.length - key.length,
    message,
    `write ${value.replace(/;$/, '')}, ${key}: …`,
  );
}

function missingColon(word: Word): Slip[] {
  const { text, depth, behind } = word;
  if (!isAtKey(word) || (depth > 0 && ![',', '}'].includes(behind))) return [];
  const [line = ''] = text.split('\n');
  const [, key = '', rest = ''] =
    new RegExp(`^(${keys()})(?: *= *| +)(\\S.*)$`).exec(line.trimEnd()) ?? [];
  if (key === '') return [];
  return [slip(word, 0, `a colon is missing after ${key}`, `write ${key}: ${rest}`)];
}

function slip({ text, offset, since }: Word, at: number, message: string, fix: string): Slip {
  return {
    offset: offset + at,
    message: shortened(message),
    fix: shortened(fix),
    from: since,
    to: offset + text.length,
  };
}

function shortened(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

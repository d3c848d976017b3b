import type { Lines } from './indentation.ts';
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
 * The blanks, colons and commas that are missing, and the blanks that are none of YAML's, where no valid cluster file
 * has them. What else could be meant is a slip only in a text that has errors.
 */
export function slipsIn({ text, counter }: Lines, hasErrors: boolean): Slip[] {
  if (!hasErrors && !mayHaveSlips(text)) return [];
  const marks = hasErrors ? marksIn(text) : [];
  if (marks.length > 0) return marks;
  const words = wordsOf(text);
  const together = (offsets: readonly number[], messageOf: (character: string) => string) => {
    const lines = new Set(offsets.map((at) => counter.linePos(at).line));
    return inAll(text, offsets, [...lines], messageOf);
  };
  const strange = [
    ...together(words.flatMap(oddBlanks), oddBlank),
    ...(hasErrors ? together(tabsIn(text, words), tab) : []),
  ];
  if (strange.length > 0) return strange;
  return words.flatMap((word) => [
    ...missingAfterDash(word),
    ...missingAfterColon(word, hasErrors),
    ...missingComma(word),
    ...missingColon(word, hasErrors),
  ]);
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

let signs: RegExp | undefined;

// Most files have none, and are not read once more.
function mayHaveSlips(text: string): boolean {
  signs ??= new RegExp(`[${ODD}]|^[ \\t-]*-[^\\s-]|\\b(${keys()})(:\\S| [^:\\n]{1,80}[,}])`, 'm');
  return signs.test(text);
}

let joined: string | undefined;

function keys(): string {
  return (joined ??= everyKey().join('|'));
}

function oddBlanks({ text, offset }: Word): number[] {
  const found = text.matchAll(new RegExp(`(?:^|\\n)[ \\t]*(?:-|[\\w./-]+:)?[${ODD}]`, 'g'));
  return [...found].map(({ index, 0: match }) => offset + index + match.length - 1);
}

function oddBlank(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return `here is ${names[character] ?? 'an odd blank'} (U+${code}), which YAML takes for a letter`;
}

function tab(): string {
  return 'is indented by a tab; YAML takes spaces only';
}

// Within brackets a tab does no harm.
function tabsIn(text: string, words: readonly Word[]): number[] {
  return [...text.matchAll(/^ *\t[ \t]*(?=[^\s#\]}])/gm)]
    .filter(({ index, 0: blanks }) => {
      const word = words.find(({ offset }) => offset >= index);
      return !word || word.depth === 0 || word.offset > index + blanks.length;
    })
    .map(({ index }) => index);
}

// One slip is in many lines when a whole block was copied.
function inAll(
  text: string,
  offsets: readonly number[],
  lines: readonly number[],
  messageOf: (character: string) => string,
): Slip[] {
  const [first] = offsets;
  if (first === undefined) return [];
  return [
    {
      offset: first,
      message: messageOf(text[first] ?? ''),
      fix: `write plain spaces in its place${lines.length > 1 ? `, in lines ${listOf(lines)}` : ''}`,
      from: text.lastIndexOf('\n', first) + 1,
      to: Number.POSITIVE_INFINITY,
    },
  ];
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

function missingAfterColon(word: Word, hasErrors: boolean): Slip[] {
  // The key of a tag may hold a colon.
  if (word.behind === ':' && !hasErrors) return [];
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

function missingColon(word: Word, hasErrors: boolean): Slip[] {
  const { text, depth, behind } = word;
  const isLine = hasErrors && depth === 0;
  const isPair = depth > 0 && [',', '}'].includes(behind);
  if (!isAtKey(word) || !(isLine || isPair)) return [];
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

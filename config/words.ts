import { Lexer } from 'yaml';

/** A plain value or key of a YAML text: one that stands without quotes. */
export interface Word {
  readonly text: string;
  readonly offset: number;
  /** How many brackets are open around it. */
  readonly depth: number;
  /** Whether only spaces and the dashes of a list stand before it in its line. */
  readonly beginsLine: boolean;
  /** The signs before and behind it, whatever blanks, lines and comments stand between. */
  readonly before: string;
  readonly behind: string;
  /** Where the sign before it ends. */
  readonly since: number;
}

// What the lexer puts before a plain value, and what it says without a character in the text.
const [DOCUMENT, FLOW_END, SCALAR] = ['\u0002', '\u0018', '\u001F'];

/** The words of a text in their order, right or wrong as it may be. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let [offset, depth, beginsLine, before, since] = [0, 0, true, '', 0];
  let last: string | undefined;
  let open: Omit<Word, 'behind'> | undefined;
  for (const token of new Lexer().lex(text)) {
    if (token === DOCUMENT || token === FLOW_END || token === SCALAR) {
      if (token === FLOW_END) depth = 0;
      last = token;
      continue;
    }
    const isPlain = last === SCALAR;
    const isBlank = !isPlain && /^(\s*|#.*)$/s.test(token);
    if (!isBlank) {
      if (open) words.push({ ...open, behind: token });
      open = undefined;
      // A block of lines is a text as it stands.
      if (isPlain && !/^[|>]/.test(before)) {
        open = { text: token, offset, depth, beginsLine, before, since };
      }
      if (!isPlain) depth = Math.max(0, depth + changeOf(token));
      before = isPlain ? '' : token;
      since = offset + token.length;
    }
    if (token.includes('\n')) beginsLine = true;
    else if (!isBlank && !(token === '-' && !isPlain)) beginsLine = false;
    offset += token.length;
    last = token;
  }
  return open ? [...words, { ...open, behind: '' }] : words;
}

function changeOf(token: string): number {
  if (token === '{' || token === '[') return 1;
  return token === '}' || token === ']' ? -1 : 0;
}

import { Lexer } from 'yaml';
import type { Problem } from '../terminal/problem.ts';

/** How many entries a list or a mapping may have: more than there are learners in the largest class. */
export const MOST_ENTRIES = 1000;

// The largest class comes to 21,000. Each sign is a character at least, so shorter texts have fewer.
const MOST_SIGNS = 24_000;
const MOST_NESTED = 100;
const MOST_INDICATORS_IN_A_ROW = 50;

// What the lexer puts before a plain value.
const SCALAR = '\u001F';

type Excess = Pick<Problem, 'message' | 'allowed'>;

const tooDeep: Excess = { message: 'is nested far deeper than a cluster file ever is' };

/**
 * What of a text is too much to be parsed: the parser recurses, and some nested texts end the whole process; and it
 * takes its time for every sign.
 */
export function excessOf(text: string): Excess | undefined {
  const row = new RegExp(`^(?:[ \\t]*[-?:](?=\\s)){${MOST_INDICATORS_IN_A_ROW}}`, 'm');
  if (row.test(text)) return tooDeep;
  const brackets = text.match(/[[{]/g)?.length ?? 0;
  return brackets > MOST_NESTED || text.length > MOST_SIGNS ? counted(text) : undefined;
}

// As YAML sees it: a bracket in a comment opens nothing.
function counted(text: string): Excess | undefined {
  let [signs, depth] = [0, 0];
  let before = '';
  for (const token of new Lexer().lex(text)) {
    signs += token === SCALAR ? 0 : 1 + escapesIn(token);
    if (before !== SCALAR && /^[[{]$/.test(token)) depth++;
    else if (before !== SCALAR && /^[\]}]$/.test(token)) depth = Math.max(0, depth - 1);
    if (depth > MOST_NESTED) return tooDeep;
    if (signs > MOST_SIGNS) {
      return {
        message: 'holds far more keys, values and signs than a cluster file needs',
        allowed: `up to ${MOST_SIGNS.toLocaleString('en-US')}`,
      };
    }
    before = token;
  }
  return undefined;
}

// Each of them may be wrong.
function escapesIn(token: string): number {
  return token.startsWith('"') ? token.split('\\').length - 1 : 0;
}

import { type Context, valuesOf } from './context.ts';
import { PolicyError } from './policy-error.ts';

/** A policy's text in parts: what is meant literally, and the wildcards. */
export type Pattern = readonly Part[];

interface Part {
  readonly kind: 'text' | 'many' | 'one';
  readonly text: string;
}

/** Reads a policy's text; in the language's newer version `${key}` becomes the request's value. */
export function readPattern(text: string, hasVariables: boolean, context: Context): Pattern {
  const found = text.match(hasVariables ? /\$\{[^}]*\}|[*?]|[^*?$]+|\$/g : /[*?]|[^*?]+/g);
  return (found ?? []).map((part): Part => {
    if (part === '*') return { kind: 'many', text: part };
    if (part === '?') return { kind: 'one', text: part };
    const isVariable = hasVariables && part.startsWith('${');
    return { kind: 'text', text: isVariable ? variable(part, context) : part };
  });
}

/** A pattern as it is written, for operators that know no wildcards. */
export function literally(pattern: Pattern): string {
  return pattern.map(({ text }) => text).join('');
}

/** Whether a text is of a pattern: `*` is any characters, `?` any one. */
export function matches(pattern: Pattern, text: string, flags = ''): boolean {
  const source = pattern.map((part) =>
    part.kind === 'text' ? escaped(part.text) : part.kind === 'many' ? '.*' : '.',
  );
  return expression(`^${source.join('')}$`, `s${flags}`).test(text);
}

// A policy is judged by many requests.
const expressions = new Map<string, RegExp>();
const MOST_REMEMBERED = 1000;

/** A regular expression; for the same source and flags the very same one. */
export function expression(source: string, flags: string): RegExp {
  const key = `${flags} ${source}`;
  const known = expressions.get(key);
  if (known) return known;
  if (expressions.size >= MOST_REMEMBERED) expressions.clear();
  const made = new RegExp(source, flags);
  expressions.set(key, made);
  return made;
}

function variable(written: string, context: Context): string {
  const inside = written.slice(2, -1);
  if (['*', '?', '$'].includes(inside)) return inside;
  const [, key, fallback] = /^\s*([^,]*?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(inside) ?? [];
  if (!key) throw new PolicyError(`${written} is not a policy variable`);
  const value = valuesOf(context, key) ?? fallback;
  if (value === undefined) {
    throw new PolicyError(`${written} has no value in this request, and no default`);
  }
  if (typeof value !== 'string') {
    throw new PolicyError(`${written} has several values, and can be no variable`);
  }
  return value;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

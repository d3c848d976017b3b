import { type Document, isMap, type LineCounter, type YAMLError } from 'yaml';
import type { Problem } from '../terminal/problem.ts';

/** A file's text, and the lines that offsets lie on. */
export interface Lines {
  readonly file: string;
  readonly text: string;
  readonly counter: LineCounter;
}

/**
 * Lines so far in that YAML takes them for parts of the value above, by the errors that tell of them: of each, the
 * parser says two things.
 */
export function linesTooFarIn(
  lines: Lines,
  errors: readonly YAMLError[],
): ReadonlyMap<YAMLError, Problem> {
  const problems = new Map<YAMLError, Problem>();
  // What a line should begin with holds for the next one that is as far in.
  const wantedIn = new Map<number, number>();
  errors.forEach((error, index) => {
    const next = errors[index + 1];
    if (!next || !isSpread(next, error)) return;
    const above = lineAt(lines, next.pos[0]);
    const wrong = lineAt(lines, next.pos[1] - 1);
    const spaces = /^( +)[\w-]+:/.exec(wrong.content)?.[1]?.length;
    const wanted = wantedIn.get(above.number) ?? /^[ -]*/.exec(above.content)?.[0].length ?? 0;
    if (spaces === undefined || spaces <= wanted) return;
    wantedIn.set(wrong.number, wanted);
    problems.set(error, {
      place: { file: lines.file, line: wrong.number, column: 1 },
      message: `begins with ${count(spaces)}, which makes it a part of the value in line ${above.number}`,
      fix: wanted === 0 ? removal(spaces) : `begin it with ${count(wanted)}`,
    });
  });
  return problems;
}

/** Whether an error only repeats the one before it: a key that two lines make is a second key in a value. */
export function isSpread(error: YAMLError, before: YAMLError | undefined): boolean {
  return (
    error.code === 'MULTILINE_IMPLICIT_KEY' &&
    before?.code === 'BLOCK_AS_IMPLICIT_KEY' &&
    error.pos[0] === before.pos[0]
  );
}

/** A first line that begins with spaces, where the lines below it do not. */
export function firstLineTooFarIn(
  lines: Lines,
  { contents }: Document,
  error: YAMLError,
): Problem | undefined {
  if (error.code !== 'UNEXPECTED_TOKEN' || !isMap(contents) || !contents.range) return undefined;
  const first = lineAt(lines, contents.range[0]);
  const other = lineAt(lines, error.pos[0]);
  const spaces = /^ */.exec(first.content)?.[0].length ?? 0;
  if (spaces === 0 || !/^[\w-]+:/.test(other.content)) return undefined;
  return {
    place: { file: lines.file, line: first.number, column: 1 },
    message: `begins with ${count(spaces)}, and line ${other.number} does not`,
    fix: removal(spaces),
  };
}

function lineAt({ text, counter }: Lines, offset: number): { number: number; content: string } {
  const { line: number } = counter.linePos(offset);
  const start = counter.lineStarts[number - 1] ?? 0;
  const [content = ''] = text.slice(start).split('\n', 1);
  return { number, content };
}

function removal(spaces: number): string {
  return `remove ${spaces === 1 ? 'it' : 'them'}`;
}

function count(spaces: number): string {
  return spaces === 1 ? 'a space' : `${spaces} spaces`;
}

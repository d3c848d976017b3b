import { shownInLine } from '../../terminal/shown.ts';

/** A text as code within a line or a cell of Markdown. */
export function code(text: string): string {
  // In a table a bar ends a cell, even between backticks.
  const line = shownInLine(text).replaceAll('|', '\\|');
  const ticks = '`'.repeat(longestRun(line) + 1);
  const pad = ticks.length > 1 ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** Lines as a block of code of this language. */
export function block(language: string, lines: readonly string[]): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}${language}`, ...lines, fence];
}

/** A text that means nothing to Markdown and tells nobody on GitHub, for a line or a cell. */
export function escaped(text: string): string {
  return shownInLine(text)
    .replaceAll(/[\\|<>*_`[\]]/g, '\\$&')
    .replaceAll('@', '@\u200B');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

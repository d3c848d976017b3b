import { someOf } from '../../checks/finding.ts';
import { lay } from '../../terminal/table.ts';
import { sentence } from '../../terminal/wrap.ts';
import { append } from '../../checks/index-of.ts';
import { groups, type Line, type State } from './line.ts';

const marks: Readonly<Record<State, string>> = {
  passed: 'passed',
  failed: 'FAILED',
  'not checked': 'not checked',
};

/** The report as its user reads it: the lines by group, and what to do below each that needs it. */
export function reportLines(lines: readonly Line[], indent = ''): string[] {
  return groups.flatMap((group) => {
    const own = folded(lines.filter((line) => line.group === group));
    if (own.length === 0) return [];
    const { rows } = lay({
      rows: own.map(({ state, what, says }) => [marks[state], what, says]),
      indent: `${indent}  `,
      lead: 2,
    });
    return [
      `${indent}${group}`,
      ...rows.flatMap((row, index) => [...row, ...below(indent, own[index], own[index + 1])]),
      '',
    ];
  });
}

const MOST_NAMED = 2;

// Lines that say the same for one reason are one line; what passed, and what has to be mended, is told one by one.
function folded(lines: readonly Line[]): Line[] {
  const alike = new Map<string, Line[]>();
  for (const line of lines) {
    const { state, says, fix, note } = line;
    append(alike, JSON.stringify(state === 'not checked' ? [says, fix, note] : line), line);
  }
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    return [
      {
        ...first,
        what: someOf(
          same.map(({ what }) => what),
          MOST_NAMED,
        ),
      },
    ];
  });
}

/** How it ended, in a line. */
export function summaryLine(lines: readonly Line[]): string {
  const count = (state: State) => lines.filter((line) => line.state === state).length;
  const parts = (['passed', 'failed', 'not checked'] as const).map(
    (state) => `${count(state)} ${state}`,
  );
  return parts.join(', ');
}

// What several lines after each other need is said once, below the last.
function below(indent: string, line: Line | undefined, next: Line | undefined): string[] {
  const { fix, note } = line ?? {};
  if (fix !== undefined && fix === next?.fix && note === next.note) return [];
  const under = `${indent}      `;
  return [
    ...(fix ?? '')
      .split('\n')
      .filter(Boolean)
      .flatMap((text) => sentence(text, { first: `${under}→ `, next: `${under}  ` })),
    ...(note ? sentence(`note: ${note}`, { first: under, next: `${under}  ` }) : []),
  ];
}

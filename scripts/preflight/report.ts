import { columns } from '../../terminal/columns.ts';
import { groups, type Line, type State } from './line.ts';

const marks: Readonly<Record<State, string>> = {
  passed: 'passed',
  failed: 'FAILED',
  'not checked': 'not checked',
};

/** The report as its user reads it: the lines by group, and what to do below each that needs it. */
export function reportLines(lines: readonly Line[]): string[] {
  return groups.flatMap((group) => {
    const own = lines.filter((line) => line.group === group);
    if (own.length === 0) return [];
    const rows = columns(
      own.map(({ state, what, says }) => [marks[state], what, says]),
      ['left', 'left', 'left'],
    );
    return [
      group,
      ...rows.flatMap((row, index) => [`  ${row}`, ...below(own[index], own[index + 1])]),
      '',
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
function below(line: Line | undefined, next: Line | undefined): string[] {
  const { fix, note } = line ?? {};
  if (fix !== undefined && fix === next?.fix && note === next.note) return [];
  return [
    ...(fix ?? '')
      .split('\n')
      .filter(Boolean)
      .map((text) => `      → ${text}`),
    ...(note ? [`      note: ${note}`] : []),
  ];
}

import type { Problem } from '../terminal/problem.ts';
import { slipProblem, slipsBehind } from './slips.ts';
import type { Source } from './source.ts';

/** Problems of a cluster file, with what was mistyped in the place of those that come of it. */
export function explained(problems: readonly Problem[], { lines }: Source): Problem[] {
  const { lineStarts } = lines.counter;
  const offsetOf = ({ place: { file, line = 1, column = 1 } }: Problem) =>
    file === lines.file ? (lineStarts[line - 1] ?? 0) + column - 1 : -1;
  const slips = slipsBehind(lines, problems.map(offsetOf), { isYaml: true });
  const follows = (at: number) => slips.some(({ from, to }) => from <= at && at <= to);
  return [
    ...slips.map((slip) => slipProblem(lines, slip)),
    ...problems.filter((problem) => !follows(offsetOf(problem))),
  ];
}

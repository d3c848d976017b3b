import type { Problem } from '../terminal/problem.ts';

// What is longer is a list that nobody reads twice.
const LONG = 150;

/** Problems of which only the first lists at length what is allowed; the others say where that was. */
export function saidOnce(problems: readonly Problem[]): Problem[] {
  const said = new Map<string, Problem>();
  return problems.map((problem) => {
    const { allowed, place } = problem;
    if (allowed === undefined || allowed.length < LONG) return problem;
    const first = said.get(allowed);
    if (first === undefined) {
      said.set(allowed, problem);
      return problem;
    }
    const { file, line, at = 'what' } = first.place;
    const where = file === place.file ? `line ${line}` : `${file}:${line}`;
    return { ...problem, allowed: `the same as for ${at} in ${where}` };
  });
}

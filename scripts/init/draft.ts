import { runChecks } from '../../checks/run.ts';
import { type Problem, ProblemsError } from '../../terminal/problem.ts';
import type { LoadedCluster } from '../../config/load.ts';
import type { Propose } from '../../config/names.ts';
import { Source } from '../../config/source.ts';
import { validateCluster } from '../../config/validate.ts';
import { type Synthesized, synthesize } from '../../synth/synthesize.ts';
import { clusterText } from './cluster-text.ts';
import type { Wish } from './wish.ts';

/** A cluster file that could be written, and what synth makes of it. */
export interface Draft {
  readonly wish: Wish;
  readonly text: string;
  readonly output: Synthesized;
}

/** Where a key of the file was said: a flag, or a cell of a list. */
export type Said = (key: keyof Wish) => Problem['place'];

/** A wish, and where each part of it was said. */
export interface Listed {
  readonly wish: Wish;
  readonly said: Said;
}

/** Where editors find the schema, and the names that are free for those that can't be. */
interface How {
  readonly schema?: string;
  readonly propose?: Propose;
}

/**
 * Drafts a file for everyone on a list, as synth would take it; throws all that is wrong with the keys of all of them, and once these are right,
 * with what they make.
 */
export function draftAll(
  { listed, problems }: { listed: readonly Listed[]; problems: readonly Problem[] },
  how: How = {},
): Draft[] {
  const valid = collect(listed, (each) => validated(each, how), problems);
  return collect(valid, made);
}

interface Valid extends Listed, LoadedCluster {
  readonly text: string;
}

/** What is wrong with the keys of a wish, where it was said; what they make is not looked at. */
export function problemsWith(listed: Listed, how: How = {}): readonly Problem[] {
  try {
    validated(listed, how);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    return error.problems;
  }
}

function validated({ wish, said }: Listed, { schema, propose }: How): Valid {
  const text = clusterText(wish, schema);
  return whereSaid(said, () => {
    const source = Source.parse(`${wish.name}.yaml`, text);
    const { config, problems } = validateCluster(source, propose);
    if (!config) throw new ProblemsError(problems);
    return { wish, said, text, config, source };
  });
}

function made({ wish, said, text, config, source }: Valid): Draft {
  return whereSaid(said, () => {
    const output = synthesize(config);
    runChecks([output], [{ config, source }]);
    return { wish, text, output };
  });
}

function whereSaid<T>(said: Said, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    throw new ProblemsError(once(error.problems.map((problem) => elsewhere(problem, said))));
  }
}

function collect<T, R>(
  all: readonly T[],
  work: (one: T) => R,
  known: readonly Problem[] = [],
): R[] {
  const problems = [...known];
  const results = all.flatMap((one) => {
    try {
      return [work(one)];
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new ProblemsError(problems.sort(byLine));
  return results;
}

function byLine(a: Problem, b: Problem): number {
  return (a.place.line ?? 0) - (b.place.line ?? 0);
}

// A name that is the owner's too is wrong in one place.
function once(problems: readonly Problem[]): Problem[] {
  const isSame = (a: Problem, b: Problem) =>
    a.message === b.message && JSON.stringify(a.place) === JSON.stringify(b.place);
  return problems.filter(
    (problem, index) => !problems.slice(0, index).some((other) => isSame(problem, other)),
  );
}

const keys = ['name', 'owner', 'region', 'kubernetes', 'expires', 'ingress'] as const;

function elsewhere(problem: Problem, said: Said): Problem {
  const { at = '' } = problem.place;
  const key = at.startsWith('access')
    ? 'from'
    : keys.find((key) => at === key || (key === 'ingress' && at.startsWith('ingress')));
  return key ? { ...problem, place: said(key) } : { ...problem, place: { ...said('name'), at } };
}

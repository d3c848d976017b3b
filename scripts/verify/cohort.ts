import { append } from '../../checks/index-of.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { learnerFolder } from '../../config/learners/files.ts';
import { exerciseNamespace } from '../../config/learners/names.ts';
import { expectedLearners, type ExpectedLearner } from '../../config/learners/expected.ts';
import { tableLines } from '../../terminal/table.ts';
import { sentence } from '../../terminal/wrap.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { type Exercise, stateOf } from './exercise.ts';
import type { Live } from './live.ts';
import type { Memory } from './memory.ts';
import type { Probe } from './probe.ts';
import { serviceExercises } from './service-exercises.ts';
import { learnerWorkplace } from './workplace.ts';

// Each may forward a port: more at once would be a load of their own.
const AT_ONCE = 8;

/** How far one learner of a shared cluster is. */
export interface Progress {
  readonly learner: string;
  readonly exercises: readonly Exercise[];
}

/** How far every learner is, in the order of the cluster file. */
export async function cohort(
  config: ClusterConfig,
  live: Live,
  probe: Probe,
  memory: Memory,
): Promise<Progress[]> {
  return inParallel(expectedLearners(config), AT_ONCE, (learner) =>
    progressOf(config, learner, live, probe, memory),
  );
}

async function progressOf(
  config: ClusterConfig,
  learner: ExpectedLearner,
  live: Live,
  probe: Probe,
  memory: Memory,
): Promise<Progress> {
  const workplace = learnerWorkplace(config, learner);
  const exercises = await serviceExercises(workplace, config.access.from, live, probe, memory);
  return { learner: learner.name, exercises };
}

/** The class as a table: a line per learner, and what holds them up; one line for all who are equally far. */
export function cohortLines(class_: readonly Progress[]): string[] {
  const numbers = class_[0]?.exercises.map(({ number }) => number) ?? [];
  const head = ['learner', ...numbers.map((number) => `exercise ${number}`), 'held up by'];
  const groups = equallyFar(class_);
  const rows = groups.map(({ called, first }) => [
    called,
    ...first.exercises.map(stateOf),
    heldUpBy(first),
  ]);
  const done = (index: number) =>
    class_.filter(({ exercises }) => {
      const exercise = exercises[index];
      return exercise && stateOf(exercise) === 'done';
    }).length;
  const totals = numbers.map((number, index) => `${number}: ${done(index)} of ${class_.length}`);
  return [
    ...tableLines({ head, rows }),
    '',
    ...groups.flatMap(({ called, others }) =>
      others.length > 0 ? [...sentence(`${called}: ${others.join(', ')}`), ''] : [],
    ),
    `Done: exercise ${totals.join(', ')}`,
  ];
}

interface Group {
  readonly called: string;
  readonly first: Progress;
  readonly others: readonly string[];
}

// Fewer are easier to find with a line each.
const FEWEST_ALIKE = 4;

function equallyFar(class_: readonly Progress[]): Group[] {
  const alike = new Map<string, Progress[]>();
  for (const one of class_) append(alike, farness(one), one);
  return class_.flatMap((one): Group[] => {
    const group = alike.get(farness(one)) ?? [];
    if (group.length < FEWEST_ALIKE) return [{ called: one.learner, first: one, others: [] }];
    if (group[0] !== one) return [];
    const others = group.slice(1).map(({ learner }) => learner);
    return [{ called: `${one.learner} and ${others.length} more`, first: one, others }];
  });
}

// Their own namespace and files apart.
function farness(one: Progress): string {
  return JSON.stringify([one.exercises.map(stateOf), heldUpBy(one)])
    .replaceAll(exerciseNamespace(one.learner), 'their namespace')
    .replaceAll(`${learnerFolder(one.learner)}/`, 'their folder');
}

// What is wrong before what is merely to come.
function heldUpBy({ exercises }: Progress): string {
  const items = exercises.flatMap(({ items }) => items);
  const item =
    items.find(({ state }) => state === 'wrong') ?? items.find(({ state }) => state !== 'done');
  return item ? `${item.what}: ${item.evidence}` : '';
}

import type { ClusterConfig } from '../../config/schema.ts';
import { expectedLearners, type ExpectedLearner } from '../../config/learners/expected.ts';
import { tableLines } from '../../terminal/table.ts';
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
  const waiting = expectedLearners(config).map((learner, index) => ({ learner, index }));
  const found: Progress[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { learner, index } = next;
      found[index] = await progressOf(config, learner, live, probe, memory);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
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

/** The class as a table: a line per learner, and what holds them up. */
export function cohortLines(class_: readonly Progress[]): string[] {
  const numbers = class_[0]?.exercises.map(({ number }) => number) ?? [];
  const head = ['learner', ...numbers.map((number) => `exercise ${number}`), 'held up by'];
  const rows = class_.map(({ learner, exercises }) => [
    learner,
    ...exercises.map(stateOf),
    heldUpBy(exercises),
  ]);
  const done = (index: number) =>
    class_.filter(({ exercises }) => {
      const exercise = exercises[index];
      return exercise && stateOf(exercise) === 'done';
    }).length;
  const totals = numbers.map((number, index) => `${number}: ${done(index)} of ${class_.length}`);
  return [...tableLines({ head, rows }), '', `Done: exercise ${totals.join(', ')}`];
}

// What is wrong before what is merely to come.
function heldUpBy(exercises: readonly Exercise[]): string {
  const items = exercises.flatMap(({ items }) => items);
  const item =
    items.find(({ state }) => state === 'wrong') ?? items.find(({ state }) => state !== 'done');
  return item ? `${item.what}: ${item.evidence}` : '';
}

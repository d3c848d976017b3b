import { type Exercise, type Item, type State, stateOf } from './exercise.ts';

const marks: Readonly<Record<State, string>> = {
  done: 'done       ',
  'not yet': 'not yet    ',
  wrong: 'wrong      ',
  'not checked': 'not checked',
};

/** The exercises as lines: what is found, and the one command to run next. */
export function reportLines(exercises: readonly Exercise[]): string[] {
  const open = exercises.filter((exercise) => stateOf(exercise) !== 'done');
  const next = open.flatMap(({ items }) => items).find(isOpen)?.next;
  return [
    ...exercises.flatMap((exercise) => [
      `${exercise.number}. ${exercise.title}: ${stateOf(exercise)}`,
      ...exercise.items.flatMap(itemLines),
      '',
    ]),
    open.length === 0
      ? 'All of it is done.'
      : `${exercises.length - open.length} of ${exercises.length} done.`,
    ...(next ? [`Next: ${next}`] : []),
  ];
}

/** Only what differs from what was said before. */
export function changedLines(before: readonly Exercise[], now: readonly Exercise[]): string[] {
  const known = new Set(before.flatMap(sayings));
  return now.flatMap(sayings).filter((saying) => !known.has(saying));
}

function sayings({ number, items }: Exercise): string[] {
  return items.map(({ state, what, evidence }) => `${number}. ${state}: ${what}: ${evidence}`);
}

function itemLines(item: Item): string[] {
  const { state, what, evidence, next } = item;
  return [
    `   ${marks[state]}  ${what}: ${evidence}`,
    ...(isOpen(item) && next ? [`                 → ${next}`] : []),
  ];
}

function isOpen({ state }: Item): boolean {
  return state !== 'done';
}

import { lay } from '../../terminal/table.ts';
import { sentence } from '../../terminal/wrap.ts';
import { type Exercise, type Item, stateOf } from './exercise.ts';

// As wide as the widest of them in every exercise.
const WIDTH = 'not checked'.length;

/** The exercises as lines: what is found, and the one command to run next. */
export function reportLines(exercises: readonly Exercise[]): string[] {
  const open = exercises.filter((exercise) => stateOf(exercise) !== 'done');
  const next = open.flatMap(({ items }) => items).find(isOpen)?.next;
  return [
    ...exercises.flatMap((exercise) => [
      `${exercise.number}. ${exercise.title}: ${stateOf(exercise)}`,
      ...itemLines(exercise.items),
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

function itemLines(items: readonly Item[]): string[] {
  const { rows } = lay({
    rows: items.map(({ state, what, evidence }) => [state.padEnd(WIDTH), `${what}: ${evidence}`]),
    indent: '   ',
  });
  const under = ' '.repeat(WIDTH + 6);
  return items.flatMap((item, index) => [
    ...(rows[index] ?? []),
    ...(isOpen(item) && item.next
      ? sentence(item.next, { first: `${under}→ `, next: `${under}  ` })
      : []),
  ]);
}

function isOpen({ state }: Item): boolean {
  return state !== 'done';
}

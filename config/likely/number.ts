import * as z from 'zod';

/** The unit that a key's numbers count. */
export const units = z.registry<{ unit: 'GiB' | 'days' }>();

const words = 'zero one two three four five six seven eight nine ten'.split(' ');

// How many of a key's unit one of another is.
const factors: Readonly<Record<'GiB' | 'days', readonly (readonly [RegExp, number])[]>> = {
  GiB: [
    [/^g(i?b?|igs?|igabytes?)$/, 1],
    [/^t(i?b?|erabytes?)$/, 1024],
    [/^m(i?b?|egabytes?)$/, 1 / 1024],
  ],
  days: [
    [/^d(ays?)?$/, 1],
    [/^w(eeks?)?$/, 7],
    [/^y(ears?)?$/, 365],
  ],
};

/** The value that is the shortest way off; of two, the first. */
export function nearestBy<T>(values: Iterable<T>, distance: (value: T) => number): T | undefined {
  return [...values].sort((a, b) => distance(a) - distance(b))[0];
}

/** The whole numbers that a text could have been meant for. */
export function likelyNumbers(text: string, unit?: 'GiB' | 'days'): number[] {
  const plain = text.trim().toLowerCase();
  if (words.includes(plain)) return [words.indexOf(plain)];
  const [, digits = '', rest = ''] = /^(\d[\d,_' ]*(?:\.\d+)?) *([a-z]*)$/.exec(plain) ?? [];
  if (digits === '') return [];
  const number = Number(digits.replace(/[,_' ]/g, ''));
  if (rest === '' || unit === undefined) return [number];
  const [, factor] = factors[unit].find(([name]) => name.test(rest)) ?? [];
  return factor === undefined ? [] : [Math.round(number * factor)];
}

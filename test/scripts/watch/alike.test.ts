import { expect, test } from '@jest/globals';
import { Alike } from '../../../scripts/watch/alike.ts';

test('what is said of several clusters is the same when only their names differ', () => {
  const alike = new Alike();
  expect(alike.add('a', 'dist/a: kubectl apply -f dist/a/apps')).toBe(true);
  expect(alike.add('bb', 'dist/bb: kubectl apply -f dist/bb/apps')).toBe(false);
  expect(alike.add('c', 'dist/c: kubectl apply -f dist/c/jenkins')).toBe(true);
  expect(alike.add('d', 'dist/d: kubectl apply -f dist/a/apps')).toBe(true);
  expect(alike.rest()).toEqual(['as in a, so in 1 more cluster: bb']);
});

test('few of many names are told', () => {
  const alike = new Alike();
  for (let i = 0; i < 12; i += 1) alike.add(`c${i}`, `dist/c${i}`);
  expect(alike.rest()).toEqual([
    'as in c0, so in 11 more clusters: c1, c2, c3, c4, c5, c6, c7, c8 and 3 others',
  ]);
});

import { expect, test } from '@jest/globals';
import { cohortLines, type Progress } from '../../../scripts/verify/cohort.ts';
import { done, notYet, wrong } from '../../../scripts/verify/exercise.ts';

const notBegun = (learner: string): Progress => ({
  learner,
  exercises: [3, 4].map((number) => ({
    number,
    title: '',
    items: [notYet('the Pod jenkins', `there is none in ${learner}-bc-svc`)],
  })),
});
const finished = (learner: string): Progress => ({
  learner,
  exercises: [3, 4].map((number) => ({ number, title: '', items: [done('the Pod', 'is there')] })),
});
const mistaken: Progress = {
  learner: 'cleo',
  exercises: [3, 4].map((number) => ({
    number,
    title: '',
    items: [wrong('the Service', 'has another label')],
  })),
};

test('those who are equally far share a line, and are listed below', () => {
  const names = ['anna', 'ben', 'dan', 'eve', 'flo'];
  const lines = cohortLines([notBegun('anna'), mistaken, ...names.slice(1).map(notBegun)]);
  expect(lines.map((line) => line.replaceAll(/ {2,}/g, '  '))).toEqual([
    'learner  exercise 3  exercise 4  held up by',
    'anna and 4 more  not yet  not yet  the Pod jenkins: there is none in anna-bc-svc',
    'cleo  wrong  wrong  the Service: has another label',
    '',
    'anna and 4 more: ben, dan, eve, flo',
    '',
    'Done: exercise 3: 0 of 6, 4: 0 of 6',
  ]);
});

test('a few of them have a line each', () => {
  const lines = cohortLines(['anna', 'ben', 'dan'].map(finished));
  expect(lines.slice(1, 4).map((line) => line.split(' ')[0])).toEqual(['anna', 'ben', 'dan']);
  expect(lines.at(-1)).toBe('Done: exercise 3: 3 of 3, 4: 3 of 3');
});

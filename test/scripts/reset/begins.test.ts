import { describe, expect, test } from '@jest/globals';
import { beginningOf } from '../../../scripts/reset/begins.ts';
import { unproved } from '../../../scripts/reset/proof.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf, options } from '../../support/configs.ts';
import { isOwnChart } from './support/own-chart.ts';

const filesOf = (keys: object) => synthesize(configOf({ ...keys })).files;
const appliedAt = (exercise: number, keys = {}) =>
  beginningOf(filesOf(keys), exercise).applied.map(({ path }) => path.replace('.k8s.yaml', ''));

test('each exercise finds what those before it have left, as docs/exercises.md walks them', () => {
  const shop = 'apps/1-sock-shop';
  const autoscaler = 'platform/cluster-autoscaler';
  const pod = 'jenkins/1-jenkins';
  expect([1, 2, 3, 4, 5, 6].map((exercise) => appliedAt(exercise))).toEqual([
    [],
    [shop],
    [autoscaler, shop],
    [autoscaler, shop, pod],
    [autoscaler, shop, pod],
    [autoscaler, shop],
  ]);
  expect(appliedAt(2, { sockShop: { storage: 'persistent' } })).toEqual([
    'platform/storage-class',
    shop,
  ]);
});

test('a concept goes for a cluster on which nothing is applied, and stays otherwise', () => {
  const concepts = (exercise: number) =>
    beginningOf(filesOf({}), exercise).absent.filter(
      ({ metadata }) => metadata.namespace === 'concepts',
    );
  expect(concepts(1)).not.toEqual([]);
  expect([2, 3, 4, 5, 6].flatMap(concepts)).toEqual([]);
});

describe.each(Object.entries(options))('with %s', (_, keys) => {
  const files = filesOf(keys);

  test('every file but a learner’s is there or not at the beginning of exercise 1', () => {
    const { absent } = beginningOf(files, 1);
    const known = new Set(absent);
    const strangers = files
      .filter(({ path }) => !/^(learners|exercises\/(ada|grace))\//.test(path))
      .filter(({ objects }) => !objects.some((object) => known.has(object)))
      .map(({ path }) => path)
      // Of objects that several files have, one stands for all; and a user's own chart is no exercise.
      .filter((path) => !/^(exercises|jenkins)\//.test(path) && !isOwnChart(path));
    expect(strangers).toEqual([]);
  });

  test('what goes is known by its labels, each object once', () => {
    const { absent } = beginningOf(files, 1);
    expect(absent.filter((object) => unproved(object, object) !== undefined)).toEqual([]);
    const names = absent.map(
      ({ kind, metadata }) => `${kind} ${metadata.namespace} ${metadata.name}`,
    );
    expect(new Set(names).size).toBe(names.length);
  });
});

import { expect, test } from '@jest/globals';
import { fallenBehind, MARGIN, type Ratios, ratiosOf } from '../../../scripts/bench/ratios.ts';
import type { Result } from '../../../scripts/bench/scenarios.ts';

const result = (contender: string, meanUserMs?: number): Result => ({
  contender,
  clusters: 1,
  objects: 1,
  rounds: 1,
  ms: 7,
  bestMs: 5,
  ...(meanUserMs !== undefined && { meanUserMs }),
});
const fleet = [result('synth', 200), result('synth --check', 180), result('cdk8s', 800)];
const committed: Ratios = {
  coldOverNode: 5,
  fleetOverCdk8s: 0.25,
  checkOverSynth: 0.9,
};

test('ratios are those of the CPU time in the programs themselves', () => {
  const cold = [result('node', 20), result('synth', 100)];
  expect(ratiosOf(cold, fleet)).toEqual(committed);
});

test('where the system tells no CPU time, those of the best time', () => {
  expect(ratiosOf([result('node'), result('synth')], fleet).coldOverNode).toBe(1);
});

test('what is within the margin passes, what is beyond it is told with both figures', () => {
  const at = (times: number) => ({ ...committed, coldOverNode: committed.coldOverNode * times });
  expect(fallenBehind(at(MARGIN), committed)).toEqual([]);
  expect(fallenBehind(at(MARGIN + 0.1), committed)).toEqual([
    'coldOverNode is 7.5, and was 5: more than 7 is too much',
  ]);
});

test('what was not measured counts as behind', () => {
  const now = ratiosOf([], fleet);
  expect(fallenBehind(now, committed)).toHaveLength(1);
});

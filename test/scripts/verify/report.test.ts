import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import {
  done,
  type Exercise,
  type Item,
  notChecked,
  notYet,
  stateOf,
  wrong,
} from '../../../scripts/verify/exercise.ts';
import { Memory } from '../../../scripts/verify/memory.ts';
import { changedLines, reportLines } from '../../../scripts/verify/report.ts';
import { watch } from '../../../scripts/verify/watch.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const exercise = (number: number, ...items: Item[]): Exercise => ({
  number,
  title: `the ${number}th`,
  items,
});
const right = done('nodes', '3 ready');
const late = notYet('the pod', 'Pending', 'kubectl describe pod');
const off = wrong('the port', '80', 'kubectl apply');
const dark = notChecked('the role', 'no credentials', 'aws sso login');

test.each([
  [[right], 'done'],
  [[right, late], 'not yet'],
  [[right, dark], 'not yet'],
  [[late, off, dark], 'wrong'],
])('%# an exercise is as far as its worst item', (items, state) => {
  expect(stateOf({ items })).toBe(state);
});

test('the report gives each finding its evidence, and ends with one next command', () => {
  expect(reportLines([exercise(1, right), exercise(3, right, late)]).join('\n')).toBe(
    `1. the 1th: done
   done         nodes: 3 ready

3. the 3th: not yet
   done         nodes: 3 ready
   not yet      the pod: Pending
                 → kubectl describe pod

1 of 2 done.
Next: kubectl describe pod`,
  );
  expect(reportLines([exercise(1, right)]).at(-1)).toBe('All of it is done.');
});

describe('watching', () => {
  test('says what changed, and ends when all is done', async () => {
    const looks = [[exercise(1, late)], [exercise(1, late)], [exercise(1, right)]];
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    try {
      expect(await watch(async () => looks.shift() ?? [], 1)).toEqual([exercise(1, right)]);
      expect(log.mock.calls.flat()).toEqual([
        '1. not yet: the pod: Pending',
        '1. done: nodes: 3 ready',
      ]);
    } finally {
      log.mockRestore();
    }
    expect(looks).toEqual([]);
  });

  test('an item that is as it was is not said again', () => {
    expect(changedLines([exercise(1, late, right)], [exercise(1, off, right)])).toEqual([
      '1. wrong: the port: 80',
    ]);
  });
});

describe('the memory', () => {
  const file = join(temporaryFolder(), 'deep', 'verify.json');
  test('keeps the first time, for one cluster alone', () => {
    new Memory(file, 'a').keep('dev 3', new Date('2026-11-21T10:00:30Z'));
    new Memory(file, 'a').keep('dev 3', new Date('2026-11-22T10:00:30Z'));
    expect(new Memory(file, 'a').seen('dev 3')).toBe('2026-11-21 10:00 UTC');
    expect(new Memory(file, 'a').seen('dev 4')).toBeUndefined();
    expect(new Memory(file, 'made anew').seen('dev 3')).toBeUndefined();
  });

  test('begins anew when it is damaged', () => {
    writeFileSync(file, '{');
    expect(new Memory(file, 'a').seen('dev 3')).toBeUndefined();
  });
});

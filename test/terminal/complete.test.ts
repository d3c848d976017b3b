import { expect, test } from '@jest/globals';
import { candidates } from '../../terminal/complete.ts';

const flags = {
  cluster: { type: 'string', multiple: true, help: '' },
  out: { type: 'string', help: '' },
  yes: { type: 'boolean', help: '' },
} as const;

test.each([
  [[''], ['--cluster', '--out', '--yes', '--help']],
  [
    ['--yes', ''],
    ['--cluster', '--out', '--help'],
  ],
  [
    ['--cluster', 'shop', ''],
    ['--cluster', '--out', '--yes', '--help'],
  ],
  [['--out', ''], []],
])('after %j', (words, expected) => {
  expect(candidates(flags, words)).toEqual(expected);
});

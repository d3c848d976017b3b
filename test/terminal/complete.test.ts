import { expect, test } from '@jest/globals';
import { candidates } from '../../terminal/complete.ts';

const flags = {
  cluster: { type: 'string', multiple: true, help: '' },
  out: { type: 'string', help: '' },
  yes: { type: 'boolean', help: '' },
  format: { type: 'string', allowed: ['text', 'json'], help: '' },
} as const;

test.each([
  [[''], ['--cluster', '--out', '--yes', '--format', '--help']],
  [
    ['--yes', ''],
    ['--cluster', '--out', '--format', '--help'],
  ],
  [
    ['--cluster', 'shop', ''],
    ['--cluster', '--out', '--yes', '--format', '--help'],
  ],
  [['--out', ''], []],
  [
    ['--format', ''],
    ['text', 'json'],
  ],
  [
    ['yes', 'out', ''],
    ['--cluster', '--out', '--yes', '--format', '--help'],
  ],
])('after %j', (words, expected) => {
  expect(candidates(flags, words)).toEqual(expected);
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeError } from '../../scripts/shared/run.ts';
import { temporaryFolder } from '../support/temporary.ts';

const error = (code: string, syscall: string, path = 'dist') =>
  Object.assign(new Error(code), { code, syscall, path });

test.each([
  ['EROFS', 'open', 'dist: is on a read-only disk: make it writable'],
  ['EACCES', 'mkdir', "dist: may not be written to by you: check the folder's owner"],
  ['ENOSPC', 'write', 'dist: the disk is full: free some space and run this again'],
  ['ENOENT', 'mkdir', 'dist: no folder can be made there: check the path'],
])(
  '%s is told in words; another folder is offered by commands that can take one',
  (code, syscall, words) => {
    const elsewhere = ', or choose another folder with --out DIR';
    expect(describeError(error(code, syscall))).toContain(words);
    expect(describeError(error(code, syscall))).not.toContain('--out');
    expect(describeError(error(code, syscall), true)).toContain(elsewhere);
  },
);

test('what should be a folder is named, and not what should be in it', () => {
  const file = join(temporaryFolder(), 'taken');
  writeFileSync(file, '');
  expect(describeError(error('ENOTDIR', 'mkdir', join(file, 'a', 'b.yaml')))).toContain(
    `${file}: is a file where a folder should be: move it away\n`,
  );
});

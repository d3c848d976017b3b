import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { keep, read } from '../../launch/cache.cjs';
import { temporaryFolder } from '../support/temporary.ts';

const value = { code: 'run()', compiled: Buffer.from([1, 2, 3]) };

let path: string;
beforeEach(() => {
  path = join(temporaryFolder(), 'cache/ours/main');
  keep(path, value);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);

test('what is kept is read again, and only its owner may read or write it', () => {
  expect(read(path)).toEqual(value);
  expect([mode(path), mode(dirname(path))]).toEqual(['600', '700']);
  expect(readdirSync(dirname(path))).toEqual(['main']);
});

test('where nothing is kept, and nothing can be, nothing is said of it', () => {
  expect(read(join(dirname(path), 'other'))).toBeUndefined();
  writeFileSync(join(dirname(path), 'file'), '');
  expect(() => keep(join(dirname(path), 'file/main'), value)).not.toThrow();
});

test('one flipped bit in any of its bytes counts as nothing kept', () => {
  const whole = readFileSync(path);
  for (let i = 0; i < whole.length; i += 1) {
    const damaged = Buffer.from(whole);
    damaged[i]! ^= 1 << (i % 8);
    // To write over a file waits for the disk.
    rmSync(path);
    writeFileSync(path, damaged, { mode: 0o600 });
    expect(read(path)).toBeUndefined();
  }
});

// What lies where something is kept, and isn't what we kept there.
const others: Record<string, () => void> = {
  'a file that ends too soon': () => truncateSync(path, 40),
  'an empty file': () => truncateSync(path, 0),
  'a file that others may write': () => chmodSync(path, 0o602),
  'a file that others may read': () => chmodSync(path, 0o640),
  'a folder that others may write into': () => chmodSync(dirname(path), 0o777),
  'a link to such a file': () => {
    renameSync(path, `${path}-elsewhere`);
    symlinkSync(`${path}-elsewhere`, path);
  },
  'a pipe, into which nobody writes': () => {
    renameSync(path, `${path}-elsewhere`);
    execFileSync('mkfifo', ['-m', '600', path]);
  },
  'a folder': () => {
    renameSync(path, `${path}-elsewhere`);
    mkdirSync(join(path, 'deep'), { recursive: true });
  },
};

test.each(Object.entries(others))('%s counts as nothing kept, and is mended', (_, damage) => {
  damage();
  expect(read(path)).toBeUndefined();
  keep(path, value);
  expect(read(path)).toEqual(value);
  expect([mode(path), mode(dirname(path))]).toEqual(['600', '700']);
});

test('a folder behind a link is neither read nor written', () => {
  const folder = dirname(path);
  renameSync(folder, `${folder}-elsewhere`);
  symlinkSync(`${folder}-elsewhere`, folder);
  chmodSync(`${folder}-elsewhere`, 0o777);
  expect(read(path)).toBeUndefined();
  keep(path, 'other');
  expect(mode(`${folder}-elsewhere`)).toBe('777');
  chmodSync(`${folder}-elsewhere`, 0o700);
  expect(read(`${folder}-elsewhere/main`)).toEqual(value);
});

test("another user's files are neither read nor written", () => {
  jest.spyOn(process, 'getuid').mockReturnValue(process.getuid!() + 1);
  expect(read(path)).toBeUndefined();
  keep(path, 'other');
  jest.restoreAllMocks();
  expect(read(path)).toEqual(value);
});

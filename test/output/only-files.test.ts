import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { withLock } from '../../output/lock.ts';
import { makeFolder } from '../../output/make-folder.ts';
import { otherThanFile, readBytes, replaceable, textIfAny } from '../../output/only-files.ts';
import { replaceFile } from '../../output/replace-file.ts';
import { prepare } from '../../output/swap.ts';
import { describeError } from '../../scripts/shared/run.ts';
import { oddPlaces } from '../support/odd-places.ts';
import { temporaryFolder } from '../support/temporary.ts';

const places = Object.entries(oddPlaces);
const readable = { what: 'a list', most: 100 };

let folder: string;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'it');
});

const kindOf = (file: string) => {
  const { mode, ino } = lstatSync(file);
  return [mode, ino];
};

function said(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return describeError(error);
  }
  throw new Error('nothing was wrong with it');
}

describe.each(places)('%s', (_, { make, is }) => {
  test('is not read, and not waited for', () => {
    make(path);
    expect(said(() => readBytes(path, readable))).toMatch(`${path}\n    `);
    expect(said(() => readBytes(path, readable))).toContain(is);
    expect(textIfAny(path, 100)).toBeUndefined();
  });

  test('gives no way to a file', () => {
    make(path);
    const before = kindOf(path);
    const message = said(() => replaceFile(path, 'text'));
    expect(message).toContain(is);
    expect(message).not.toContain('This should not have happened');
    expect(kindOf(path)).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('is not a lock', () => {
    make(path);
    const before = kindOf(path);
    const message = said(() => withLock(path, () => 'done'));
    expect(message).toMatch(/where a run keeps others out by a file of this name\n {4}move it/);
    expect(kindOf(path)).toEqual(before);
  });

  test("among a cluster's files is kept, or told where it can't be", () => {
    const file = (text: string) =>
      new Map([['a.yaml', `# Made by \`npm run synth\` from c\n${text}`]]);
    const cluster = join(folder, 'c');
    mkdirSync(cluster);
    writeFileSync(join(cluster, 'a.yaml'), file('a').get('a.yaml') ?? '');
    make(join(cluster, 'it'));
    expect(prepare(cluster, file('a')).changed).toEqual([]);
    if (['a pipe', 'a socket'].includes(is) && lstatSync(join(cluster, 'it')).isSymbolicLink()) {
      return;
    }
    if (['a pipe', 'a socket'].includes(is)) {
      expect(said(() => prepare(cluster, file('b')))).toContain(
        `c/it\n    is ${is}, which synth can't keep when it writes this folder again`,
      );
      expect(readFileSync(join(cluster, 'a.yaml'), 'utf8')).toMatch(/a$/);
    } else prepare(cluster, file('b'));
  });
});

test('a device is none either', () => {
  const no = () => false;
  const file = {
    isDirectory: no,
    isFIFO: no,
    isSocket: no,
    isCharacterDevice: no,
    isBlockDevice: no,
    isSymbolicLink: no,
  };
  expect(otherThanFile(file)).toBeUndefined();
  expect(otherThanFile({ ...file, isCharacterDevice: () => true })).toBe('a device');
  expect(otherThanFile({ ...file, isBlockDevice: () => true })).toBe('a device');
});

test('a name that is too long is told', () => {
  const long = join(folder, 'x'.repeat(300));
  expect(said(() => readBytes(long, readable))).toContain("can't be read: its name is too long");
  expect(said(() => replaceFile(long, 'text'))).toContain('is longer than a name may be');
  expect(said(() => makeFolder(long))).toContain('is longer than a name may be');
  expect(readdirSync(folder)).toEqual([]);
});

test('what is too large is not read', () => {
  writeFileSync(path, '');
  truncateSync(path, 1024 * 1024);
  expect(said(() => readBytes(path, readable))).toContain(
    'is 1,024 KiB: far more than a list needs',
  );
  expect(textIfAny(path, 100)).toBeUndefined();
});

test('a link leads to the file, or to where it would be', () => {
  symlinkSync('elsewhere', path);
  expect(replaceable(path)).toBe(join(folder, 'elsewhere'));
  replaceFile(path, 'text');
  expect(readlinkSync(path)).toBe('elsewhere');
  expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('text');
});

test('below /proc no folder can be made, and that is said at once', () => {
  expect(said(() => makeFolder('/proc/eks-sock-shop/dist'))).toContain('no folder can be made');
});

import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Tree } from '../../output/tree.ts';
import { obstacles, recoverFolders, writeFolder } from '../../output/write-folder.ts';
import { temporaryFolder } from '../support/temporary.ts';

const ours = (text: string) =>
  `# Made by \`npm run synth\` from clusters/c.yaml: edits here get lost.\n${text}\n`;
const older: Tree = new Map([
  ['apps/a.k8s.yaml', ours('a: 1')],
  ['apps/b.k8s.yaml', ours('b: 1')],
]);
const newer: Tree = new Map([
  ['apps/a.k8s.yaml', ours('a: 2')],
  ['jenkins/c.k8s.yaml', ours('c: 2')],
]);

let out: string;
beforeEach(() => {
  out = join(temporaryFolder(), 'dist');
});

test('a first run makes the folder and nothing else', () => {
  const difference = writeFolder(out, 'c', older);
  expect(difference.missing).toEqual([...older.keys()]);
  expect(contents()).toEqual(inFolder('c', older));
});

test('a run that changes nothing touches nothing', () => {
  writeFolder(out, 'c', older);
  const before = marks();
  const difference = writeFolder(out, 'c', older);
  expect(difference).toEqual({ missing: [], changed: [], stale: [], foreign: [] });
  expect(marks()).toEqual(before);
});

test('what is no longer wanted goes, with its folders', () => {
  writeFolder(out, 'c', older);
  expect(writeFolder(out, 'c', newer)).toEqual({
    missing: ['jenkins/c.k8s.yaml'],
    changed: ['apps/a.k8s.yaml'],
    stale: ['apps/b.k8s.yaml'],
    foreign: [],
  });
  expect(contents()).toEqual(inFolder('c', newer));
});

test('a folder of which nothing is wanted goes', () => {
  writeFolder(out, 'c', older);
  writeFolder(out, 'c', new Map());
  expect(readdirSync(out)).toEqual([]);
});

describe('what synth did not make', () => {
  test('is kept and named, whatever it is', () => {
    writeFolder(out, 'c', older);
    put('c/apps/notes.txt', 'mine');
    put('c/patches/p.yaml', 'kind: Patch\n');
    symlinkSync('apps/a.k8s.yaml', join(out, 'c/link'));
    symlinkSync('nowhere', join(out, 'c/broken-link'));
    symlinkSync('..', join(out, 'c/link-to-folder'));
    const { foreign } = writeFolder(out, 'c', newer);
    expect(foreign).toEqual([
      'apps/notes.txt',
      'broken-link',
      'link',
      'link-to-folder',
      'patches/p.yaml',
    ]);
    expect(readFileSync(join(out, 'c/apps/notes.txt'), 'utf8')).toBe('mine');
    expect(readlinkSync(join(out, 'c/broken-link'))).toBe('nowhere');
    expect(readlinkSync(join(out, 'c/link'))).toBe('apps/a.k8s.yaml');
    expect(existsSync(join(out, 'c/patches/p.yaml'))).toBe(true);
    expect(existsSync(join(out, 'c/apps/b.k8s.yaml'))).toBe(false);
  });

  test('keeps its folder when the cluster is gone', () => {
    writeFolder(out, 'c', older);
    put('c/notes.txt', 'mine');
    expect(writeFolder(out, 'c', new Map()).foreign).toEqual(['notes.txt']);
    expect(contents()).toEqual({ 'c/notes.txt': 'mine' });
  });

  test.each([
    ['a file of its name', 'apps/a.k8s.yaml'],
    ['a file where it needs a folder', 'apps'],
    ['a folder where it needs a file', 'apps/a.k8s.yaml/notes.txt'],
  ])('is not overwritten when it is %s', (_, path) => {
    put(`c/${path}`, 'mine');
    const message = `${join(out, 'c', path)}\n    stands where synth wants to write, and synth did not make it`;
    expect(() => writeFolder(out, 'c', older)).toThrow(message);
    expect(obstacles(out, 'c', older)).toHaveLength(1);
    expect(contents()).toEqual({ [`c/${path}`]: 'mine' });
  });
});

// Every name that a run that was killed may have left, in the order in which they come about.
describe('a run that was killed', () => {
  test.each<[string, Record<string, Tree>, Tree]>([
    ['while it wrote', { c: older, '.c.unfinished': half(newer) }, older],
    ['when all was written', { c: older, '.c.unfinished': newer }, older],
    ['before the first rename', { c: older, '.c.next': newer }, older],
    ['between the renames', { '.c.previous': older, '.c.next': newer }, newer],
    ['after both renames', { c: newer, '.c.previous': older }, newer],
    ['while it took the old folder away', { c: newer, '.c.previous': half(older) }, newer],
    ['while it took a whole cluster away', { '.c.previous': older }, older],
    ['in its first run', { '.c.next': older }, new Map()],
  ])('%s leaves the old folder or the new one', (_, folders, whole) => {
    for (const [folder, tree] of Object.entries(folders)) {
      for (const [path, text] of tree) put(`${folder}/${path}`, text);
    }
    recoverFolders(out);
    expect(contents()).toEqual(inFolder('c', whole));
    writeFolder(out, 'c', newer);
    expect(contents()).toEqual(inFolder('c', newer));
  });

  test('is finished by the next run without being asked to', () => {
    for (const [path, text] of older) put(`.c.previous/${path}`, text);
    put('.c.previous/notes.txt', 'mine');
    writeFolder(out, 'c', newer);
    expect(contents()).toEqual({ ...inFolder('c', newer), 'c/notes.txt': 'mine' });
  });
});

describe('a folder that is a link', () => {
  test('is written where it leads', () => {
    const elsewhere = temporaryFolder();
    mkdirSync(out);
    symlinkSync(join(elsewhere, 'real'), join(out, 'c'));
    writeFolder(out, 'c', older);
    writeFolder(out, 'c', newer);
    expect(lstatSync(join(out, 'c')).isSymbolicLink()).toBe(true);
    expect(readdirSync(elsewhere)).toEqual(['real']);
    expect(readFileSync(join(elsewhere, 'real/apps/a.k8s.yaml'), 'utf8')).toBe(ours('a: 2'));
  });

  test('may be the folder of all clusters', () => {
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, out);
    writeFolder(out, 'c', older);
    expect(readdirSync(elsewhere)).toEqual(['c']);
  });
});

describe('a place that cannot be written', () => {
  test('is told when a file stands where the folder should be', () => {
    put('c', 'mine');
    expect(codeOf(() => writeFolder(out, 'c', older))).toBe('ENOTDIR');
    expect(codeOf(() => writeFolder(join(out, 'c'), 'd', older))).toBe('ENOTDIR');
    expect(contents()).toEqual({ c: 'mine' });
  });

  test('leaves the old folder and no rest of the new one', () => {
    writeFolder(out, 'c', older);
    const tooLong: Tree = new Map([...newer, [`${'x'.repeat(300)}.k8s.yaml`, ours('x: 1')]]);
    expect(codeOf(() => writeFolder(out, 'c', tooLong))).toBe('ENAMETOOLONG');
    expect(contents()).toEqual(inFolder('c', older));
  });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), text);
}

function half(tree: Tree): Tree {
  return new Map([...tree].slice(0, 1).map(([path, text]) => [path, text.slice(0, 80)]));
}

function inFolder(folder: string, tree: Tree): Record<string, string> {
  return Object.fromEntries([...tree].map(([path, text]) => [`${folder}/${path}`, text]));
}

function files(): string[] {
  const entries = readdirSync(out, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function contents(): Record<string, string> {
  return Object.fromEntries(
    files().map((file) => [file.slice(out.length + 1), readFileSync(file, 'utf8')]),
  );
}

function marks(): unknown[] {
  return [join(out, 'c'), ...files()].map((file) => {
    const { ino, mtimeMs } = statSync(file);
    return { file, ino, mtimeMs };
  });
}

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
  return undefined;
}

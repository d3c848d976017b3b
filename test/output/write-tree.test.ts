import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { recoverFolders } from '../../output/lock-folders.ts';
import { prepare, removeNext, swapIn } from '../../output/swap.ts';
import { compare, isFresh, type Tree } from '../../output/tree.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { writeTree } from '../support/write-tree.ts';

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

test('a first run makes the folder and nothing else', async () => {
  const difference = await writeTree(out, 'c', older);
  expect(difference.missing).toEqual([...older.keys()]);
  expect(contents()).toEqual(inFolder('c', older));
});

test('a run that changes nothing touches nothing', async () => {
  await writeTree(out, 'c', older);
  const before = marks();
  const difference = await writeTree(out, 'c', older);
  expect(difference).toEqual({ missing: [], changed: [], stale: [], foreign: [], blocking: [] });
  expect(marks()).toEqual(before);
});

test('what is no longer wanted goes, with its folders', async () => {
  await writeTree(out, 'c', older);
  expect(await writeTree(out, 'c', newer)).toEqual({
    missing: ['jenkins/c.k8s.yaml'],
    changed: ['apps/a.k8s.yaml'],
    stale: ['apps/b.k8s.yaml'],
    foreign: [],
    blocking: [],
  });
  expect(contents()).toEqual(inFolder('c', newer));
});

test('a folder of which nothing is wanted goes', async () => {
  await writeTree(out, 'c', older);
  await writeTree(out, 'c', new Map());
  expect(readdirSync(out)).toEqual([]);
});

describe('what synth did not make', () => {
  test('is kept and named, whatever it is', async () => {
    await writeTree(out, 'c', older);
    put('c/apps/notes.txt', 'mine');
    put('c/patches/p.yaml', 'kind: Patch\n');
    symlinkSync('apps/a.k8s.yaml', join(out, 'c/link'));
    symlinkSync('nowhere', join(out, 'c/broken-link'));
    symlinkSync('..', join(out, 'c/link-to-folder'));
    const { foreign } = await writeTree(out, 'c', newer);
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

  test('keeps its folder when the cluster is gone', async () => {
    await writeTree(out, 'c', older);
    put('c/notes.txt', 'mine');
    expect((await writeTree(out, 'c', new Map())).foreign).toEqual(['notes.txt']);
    expect(contents()).toEqual({ 'c/notes.txt': 'mine' });
  });

  test.each([
    ['a file of its name', 'apps/a.k8s.yaml'],
    ['a file where it needs a folder', 'apps'],
    ['a folder where it needs a file', 'apps/a.k8s.yaml/notes.txt'],
  ])('is not overwritten when it is %s', async (_, path) => {
    put(`c/${path}`, 'mine');
    const message = `${join(out, 'c', path)}\n    is where synth wants to write, and synth did not make it`;
    await expect(writeTree(out, 'c', older)).rejects.toThrow(message);
    expect(compare(join(out, 'c'), older).blocking).toEqual([path]);
    expect(isFresh(compare(join(out, 'c'), older))).toBe(false);
    expect(contents()).toEqual({ [`c/${path}`]: 'mine' });
  });
});

test("an empty file where synth writes is nobody's, and is written", async () => {
  await writeTree(out, 'c', older);
  put('c/apps/a.k8s.yaml', '');
  expect((await writeTree(out, 'c', older)).changed).toEqual(['apps/a.k8s.yaml']);
  expect(contents()).toEqual(inFolder('c', older));
});

test('a link where synth writes is not what it should be, wherever it leads', async () => {
  await writeTree(out, 'c', older);
  renameSync(join(out, 'c/apps/a.k8s.yaml'), join(out, 'elsewhere'));
  symlinkSync('../../elsewhere', join(out, 'c/apps/a.k8s.yaml'));
  expect(isFresh(compare(join(out, 'c'), older))).toBe(false);
  await expect(writeTree(out, 'c', older)).rejects.toThrow('is where synth wants to write');
});

test('a file that goes while its folder is looked at is missing', async () => {
  await writeTree(out, 'c', older);
  const wanted = Object.assign(new Map(older), {
    get: (path: string) => {
      rmSync(join(out, 'c/apps/b.k8s.yaml'), { force: true });
      return older.get(path);
    },
  });
  expect(compare(join(out, 'c'), wanted).missing).toEqual(['apps/b.k8s.yaml']);
});

test('of several folders, all are put in their places or none', async () => {
  const places = ['a', 'b', 'c'].map((name) => join(out, name));
  for (const name of ['a', 'c']) await writeTree(out, name, older);
  for (const place of places) prepare(place, newer);
  mkdirSync(join(out, '.c.previous/in-the-way'), { recursive: true });
  expect(await codeOf(async () => swapIn(places))).toBe('ENOTEMPTY');
  places.forEach(removeNext);
  expect(contents()).toEqual({ ...inFolder('a', older), ...inFolder('c', older) });
});

// Every name that a run that was killed may have left, in the order in which they come about.
describe('a run that was killed', () => {
  test.each<[string, Record<string, Tree>, Tree]>([
    ['while it wrote', { c: older, '.c.next': half(newer) }, older],
    ['when all was written', { c: older, '.c.next': newer }, older],
    ['between the renames', { '.c.previous': older, '.c.next': newer }, newer],
    ['after both renames', { c: newer, '.c.previous': older }, newer],
    ['while it took the old folder away', { c: newer, '.c.previous': half(older) }, newer],
    ['while it took a whole cluster away', { '.c.previous': older }, older],
    ['in its first run', { '.c.next': older }, new Map()],
  ])('%s leaves the old folder or the new one', async (_, folders, whole) => {
    for (const [folder, tree] of Object.entries(folders)) {
      for (const [path, text] of tree) put(`${folder}/${path}`, text);
    }
    recoverFolders(out);
    expect(contents()).toEqual(inFolder('c', whole));
    await writeTree(out, 'c', newer);
    expect(contents()).toEqual(inFolder('c', newer));
  });

  test('is finished by the next run without being asked to', async () => {
    for (const [path, text] of older) put(`.c.previous/${path}`, text);
    put('.c.previous/notes.txt', 'mine');
    await writeTree(out, 'c', newer);
    expect(contents()).toEqual({ ...inFolder('c', newer), 'c/notes.txt': 'mine' });
  });
});

describe('a folder that is a link', () => {
  test('is written where it leads', async () => {
    const elsewhere = temporaryFolder();
    mkdirSync(out);
    symlinkSync(join(elsewhere, 'real'), join(out, 'c'));
    await writeTree(out, 'c', older);
    await writeTree(out, 'c', newer);
    expect(lstatSync(join(out, 'c')).isSymbolicLink()).toBe(true);
    expect(readdirSync(elsewhere)).toEqual(['real']);
    expect(readFileSync(join(elsewhere, 'real/apps/a.k8s.yaml'), 'utf8')).toBe(ours('a: 2'));
  });

  test('may be the folder of all clusters', async () => {
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, out);
    await writeTree(out, 'c', older);
    expect(readdirSync(elsewhere)).toEqual(['c']);
  });
});

describe('a place that cannot be written', () => {
  test('is told when a file stands where the folder should be', async () => {
    put('c', 'mine');
    expect(await codeOf(() => writeTree(out, 'c', older))).toBe('ENOTDIR');
    expect(await codeOf(() => writeTree(join(out, 'c'), 'd', older))).toBe('ENOTDIR');
    expect(contents()).toEqual({ c: 'mine' });
  });

  test('leaves the old folder and no rest of the new one', async () => {
    await writeTree(out, 'c', older);
    const tooLong: Tree = new Map([...newer, [`${'x'.repeat(300)}.k8s.yaml`, ours('x: 1')]]);
    expect(await codeOf(() => writeTree(out, 'c', tooLong))).toBe('ENAMETOOLONG');
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

async function codeOf(action: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await action();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
  return undefined;
}

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { checkFolders, orphanFolders, writeFolders } from '../../synth/folders.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { rendered } from '../../synth/rendered.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf } from '../support/configs.ts';
import { temporaryFolder } from '../support/temporary.ts';

const cluster = configOf();

const made = (...configs: ClusterConfig[]) => configs.map((config) => rendered(synthesize(config)));

let folder: string;
let out: string;
let said: string[];
beforeEach(() => {
  folder = temporaryFolder();
  out = join(folder, 'dist');
  mkdirSync(join(folder, 'clusters'));
  said = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  jest.restoreAllMocks();
});

const MENDING = 'npm run synth -- --out made';
const orphans = () => orphanFolders(out, join(folder, 'clusters'));

test('what is missing, changed and stale is listed, and nothing is written', () => {
  expect(checkFolders(out, made(cluster), [], MENDING)).toBe(1);
  expect(existsSync(out)).toBe(false);
  writeFolders(out, made(cluster), []);
  expect(checkFolders(out, made(cluster), [], MENDING)).toBe(0);
  expect(said.at(-1)).toBe(`${out}/ is fresh: 1 cluster`);
  const file = (path: string) => join(out, 'sock-shop', path);
  const jenkins = file('jenkins/1-jenkins.k8s.yaml');
  writeFileSync(jenkins, `${readFileSync(jenkins, 'utf8')}# more\n`);
  writeFileSync(file('jenkins/9-old.k8s.yaml'), readFileSync(jenkins));
  writeFileSync(file('jenkins/notes.txt'), 'mine');
  writeFileSync(file('kustomization.yaml'), 'mine');
  said = [];
  expect(checkFolders(out, made(cluster), [], MENDING)).toBe(1);
  expect(said.join('\n').split('\n')).toEqual([
    `changed  ${jenkins}`,
    `stale    ${file('jenkins/9-old.k8s.yaml')}`,
    `foreign  ${file('kustomization.yaml')}`,
    `${out}/ is not fresh: run ${MENDING} and commit what it writes`,
  ]);
});

test('a folder whose cluster file is gone goes, but for what synth did not make', () => {
  writeFolders(out, made(cluster), []);
  writeFileSync(join(out, 'sock-shop/notes.txt'), 'mine');
  mkdirSync(join(out, 'mine'));
  writeFileSync(join(out, 'README.md'), 'mine');
  expect(orphans()).toEqual(['sock-shop']);
  expect(checkFolders(out, made(), orphans(), MENDING)).toBe(1);
  said = [];
  writeFolders(out, made(), orphans());
  expect(said.join('\n').split('\n')).toEqual([
    `${join(out, 'sock-shop')}  removed: clusters/sock-shop.yaml is gone`,
    '  kept notes.txt, which synth did not make',
  ]);
  expect(readdirSync(out)).toEqual(['README.md', 'mine', 'sock-shop']);
  expect(orphans()).toEqual([]);
});

test('only the folders that differ are written', () => {
  const clusters = made(...['a', 'b', 'c', 'd'].map((name) => configOf({ name })));
  writeFolders(out, clusters, []);
  expect(readdirSync(out)).toEqual(['a', 'b', 'c', 'd']);
  for (const name of ['b', 'c']) rmSync(join(out, name, 'kustomization.yaml'));
  const inodes = () => ['a', 'b'].map((name) => statSync(join(out, name)).ino);
  const [a, b] = inodes();
  said = [];
  writeFolders(out, clusters, []);
  expect(said.join('\n').match(/\S+(?= changed$)|no change$/gm)).toEqual([
    'no change',
    '1',
    '1',
    'no change',
  ]);
  const [sameA, otherB] = inodes();
  expect(sameA).toBe(a);
  expect(otherB).not.toBe(b);
  expect(checkFolders(out, clusters, [], MENDING)).toBe(0);
  expect(readdirSync(out)).toEqual(['a', 'b', 'c', 'd']);
});

test('one file in the way keeps every cluster from being written', () => {
  mkdirSync(join(out, 'sock-shop'), { recursive: true });
  writeFileSync(join(out, 'sock-shop/platform'), 'mine');
  const clusters = made(configOf({ name: 'other' }), cluster);
  expect(() => writeFolders(out, clusters, [])).toThrow('is where synth wants to write');
  expect(readdirSync(out)).toEqual(['sock-shop']);
});

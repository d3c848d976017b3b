import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { byCluster } from '../../../scripts/diff/folder.ts';
import { folderAtRevision } from '../../../scripts/diff/git.ts';
import { gitIn } from '../../support/git.ts';
import { copyShippedCluster } from '../../support/shipped-cluster.ts';
import { treeOf } from '../../support/trees.ts';

const root = join(import.meta.dirname, '../../..');
let repository: string;

const git = (...args: string[]) => gitIn(repository)(...args);

function write(path: string, text: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
}

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'diff-'));
  git('init');
  write('README', 'nothing yet\n');
  git('add', '.');
  git('commit', '-m', 'nothing');
  git('tag', 'nothing');
  for (const [path, text] of treeOf()) write(`dist/sock-shop/${path}`, text);
  write('dist/ünï/a b.txt', 'ä\n');
  write('dist/empty', '');
  git('add', '.');
  git('commit', '-m', 'first');
});

afterAll(() => rmSync(repository, { recursive: true, force: true }));

describe('folderAtRevision', () => {
  test('reads every file, whatever its name or length', () => {
    const files = folderAtRevision('dist', 'HEAD', repository);
    expect(files.get('ünï/a b.txt')).toBe('ä\n');
    expect(files.get('empty')).toBe('');
    expect(byCluster(files).get('sock-shop')).toEqual(treeOf());
  });

  test.each([
    ['a revision that does not exist', 'no-such', /no-such is not a revision/],
    ['a flag', '--help', /--help is not a revision/],
    ['a revision without dist/', 'nothing', /nothing has no dist\//],
  ])('says what is wrong with %s', (_, revision, words) => {
    expect(() => folderAtRevision('dist', revision, repository)).toThrow(words);
  });

  test('says so outside of Git', () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-git-'));
    expect(() => folderAtRevision('dist', 'HEAD', folder)).toThrow(/is not a Git repository/);
    rmSync(folder, { recursive: true });
  });
});

describe('npm run diff', () => {
  function run(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'launch/launch.cjs'), 'scripts/diff.ts', ...args],
      { cwd: repository, encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  }

  test('exits like diff: 0, 1 and 2', () => {
    copyShippedCluster(repository);
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('no difference') });

    write(
      'clusters/sock-shop.yaml',
      'name: sock-shop\nowner: dev\naccess: {from: [203.0.113.10/32]}\nnodes: {max: 5}\n',
    );
    const different = run('--json');
    expect(different.status).toBe(1);
    expect(JSON.parse(different.stdout)).toMatchObject({ clusters: [{ what: 'changed' }] });

    expect(run('--from', 'no-such')).toMatchObject({ status: 2, stdout: '' });
  });
});

import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadClusters } from '../../config/load.ts';
import { ProblemsError } from '../../terminal/problem.ts';
import { describeError } from '../../scripts/shared/run.ts';
import { runScript } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

// Each folder is one mistake, named for it: clusters/ with the files, expected.txt with what is said of them.
// Set UPDATE_EXPECTED to write the texts anew, and read what changed.
const fixtures = join(import.meta.dirname, 'fixtures');

describe('each mistake is told in full', () => {
  test.each(readdirSync(fixtures))('%s', (name) => {
    const folder = join(fixtures, name);
    const said = messageOf(join(folder, 'clusters')).replaceAll(`${folder}/`, '');
    const expected = join(folder, 'expected.txt');
    if (process.env.UPDATE_EXPECTED) writeFileSync(expected, `${said}\n`);
    expect(`${said}\n`).toBe(readFileSync(expected, 'utf8'));
  });
});

test('a command says it on stderr, exits with 2 and leaves what an earlier run wrote', async () => {
  const name = 'several-problems-in-several-files';
  const folder = temporaryFolder();
  cpSync(join(fixtures, name), folder, { recursive: true });
  mkdirSync(join(folder, 'dist/d'), { recursive: true });
  const { code, stdout, stderr } = await runScript('main.ts', [], { cwd: folder });
  const expected = readFileSync(join(fixtures, name, 'expected.txt'), 'utf8');
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: `${expected}\n9 problems; nothing was changed.\n`,
  });
  expect(readdirSync(join(folder, 'dist'), { recursive: true })).toEqual(['d']);
});

test('a file of nothing but mistakes is told in part', async () => {
  const problems = Array.from({ length: 1000 }, (_, line) => ({
    place: { file: 'c.yaml', line },
    message: 'is wrong',
  }));
  const text = describeError(new ProblemsError(problems));
  expect(text).toContain('c.yaml:49:1\n');
  expect(text).not.toContain('c.yaml:50:1\n');
  expect(text).toMatch(/and 950 more\n\n1000 problems; nothing was changed\.$/);
});

function messageOf(folder: string): string {
  try {
    loadClusters(folder);
  } catch (error) {
    if (error instanceof ProblemsError) return error.message;
    throw error;
  }
  throw new Error(`${folder} was taken for good`);
}

// The runner of `npm test` is a small one, to which we add time limits: it must not let a failure through.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { projectFile, runProgram } from './processes.ts';
import { temporaryFolder } from './temporary.ts';

interface Outcome {
  readonly code?: number | null;
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly testResults: readonly { name: string; status: string; message: string }[];
}

const IMPORTS = "import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';";
const own = JSON.parse(
  readFileSync(projectFile('jest.config.json'), 'utf8').replaceAll('<rootDir>', projectFile('.')),
) as { runner: string };

/** What comes of test files in a project of their own, as `npm test` would run them. */
async function outcome(bodies: readonly string[], more: readonly string[] = []): Promise<Outcome> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'package.json'), '{ "type": "module" }');
  for (const [i, body] of bodies.entries()) {
    writeFileSync(join(cwd, `${i}.test.ts`), `${IMPORTS}\n${body}\n`);
  }
  const config = {
    ...own,
    rootDir: cwd,
    runner: projectFile(`node_modules/${own.runner}/src/index.js`),
    testMatch: ['**/*.test.ts'],
  };
  const jest = projectFile('node_modules/jest/bin/jest.js');
  const options = ['--maxWorkers=2', '--ci', '--json', '--outputFile=outcome.json', ...more];
  const args = [jest, '--config', JSON.stringify(config), ...options];
  const { code } = await runProgram(process.execPath, args, { cwd, env: { FORCE_COLOR: '0' } });
  const told = JSON.parse(readFileSync(join(cwd, 'outcome.json'), 'utf8')) as Outcome;
  return { ...told, code };
}

test('what holds passes, and what is left running ends with the run', async () => {
  const { code, success, numPassedTests } = await outcome([
    `const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    enum Size { Small = 1 }
    beforeAll(() => wait(1));
    describe.each([1, 2])('%s', (n) => test('a', () => expect(n).toBeGreaterThanOrEqual(Size.Small)));
    test('b', async () => { await wait(5); expect(import.meta.dirname).toBeDefined(); });`,
    "test('c', () => { setInterval(() => {}, 1000); });",
  ]);
  expect([code, success, numPassedTests]).toEqual([0, true, 4]);
});

test('a test can be run by its name', async () => {
  const bodies = ["test('one', () => {}); test('two', () => expect(1).toBe(2));"];
  const { code, numPassedTests } = await outcome(bodies, ['--testNamePattern=one']);
  expect([code, numPassedTests]).toEqual([0, 1]);
});

test('a rejection that nobody handles fails the run', async () => {
  const { code, success } = await outcome([
    `test('a', async () => {
      Promise.reject(new Error('oops'));
      await new Promise((resolve) => setTimeout(resolve, 50));
    });`,
  ]);
  expect([code, success]).toEqual([1, false]);
});

describe('a failure is told, with its words', () => {
  const failures: Record<string, [body: string, words: string]> = {
    'an expectation': ["test('a', () => expect(1).toBe(2));", 'Expected: 2'],
    'an awaited one': [
      "test('a', () => expect(Promise.resolve(1)).resolves.toBe(2));",
      'Expected: 2',
    ],
    'an error': ["test('a', () => { throw new Error('oops'); });", 'oops'],
    'a hook before': [
      "beforeAll(() => { throw new Error('oops'); }); test('a', () => {});",
      'oops',
    ],
    'a hook after': ["afterEach(() => { throw new Error('oops'); }); test('a', () => {});", 'oops'],
    'the file itself': ["throw new Error('oops');", 'oops'],
    'an import': ["import './missing.ts'; test('a', () => {});", 'missing.ts'],
    'no test at all': ['', 'must contain at least one test'],
    'a test without end': ["test('a', () => new Promise(() => {}), 50);", 'not done after 50 ms'],
    'a hook without end': [
      "beforeAll(() => new Promise(() => {}), 50); test('a', () => {});",
      'not done after 50 ms',
    ],
    'a snapshot that is new': ["test('a', () => expect(1).toMatchSnapshot());", 'not written'],
    'its line': ["interface A { b: 1 }\n\n\ntest('a', () => expect(1).toBe(2));", '.test.ts:5:'],
  };

  let result: Outcome;
  beforeAll(async () => {
    result = await outcome(Object.values(failures).map(([body]) => body));
  });

  test.each(Object.entries(failures))('%s', (name, [, words]) => {
    const path = `/${Object.keys(failures).indexOf(name)}.test.ts`;
    const file = result.testResults.find((one) => one.name.endsWith(path));
    expect(file?.status).toBe('failed');
    expect(file?.message).toContain(words);
    expect(result.code).toBe(1);
  });
});

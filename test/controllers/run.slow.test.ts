import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectFile, runProgram } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

const run = (controllers: string) =>
  runProgram(projectFile('node_modules/.bin/tsx'), ['test/controllers/run.ts'], {
    env: { CONTROLLERS: controllers },
  });

test('whoever has no controllers is told so in one sentence', async () => {
  expect(await run('')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'No controller was run: CONTROLLERS names no folder of controllers; docs/testing.md says how to lay one out.\n',
  });
});

test('a folder that holds none of their programs is named', async () => {
  const folder = temporaryFolder();
  // A folder alone is not a program.
  mkdirSync(join(folder, 'nginx-ingress'));
  const { code, stderr } = await run(folder);
  expect(code).toBe(2);
  expect(stderr).toContain(`No controller was run: ${folder} has none of nginx-ingress`);
});

import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectFile, runProgram } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

const folder = temporaryFolder();
mkdirSync(join(folder, 'bin'));
symlinkSync(process.execPath, join(folder, 'bin', 'node'));

const lacks =
  'practice is not built here yet, and that needs Go 1.26 or newer (https://go.dev/dl) and Python 3 with venv (https://www.python.org/downloads)';

test.each([
  ['the command', [projectFile('program.cjs'), 'practice'], `${lacks}\n`],
  [
    'the suite',
    [projectFile('node_modules/tsx/dist/cli.mjs'), projectFile('test/practice/run.ts')],
    `practice was not tried: ${lacks}\n`,
  ],
])('without Go and Python, %s says so in one sentence', async (_who, args, said) => {
  const { code, stdout, stderr } = await runProgram(process.execPath, args, {
    env: {
      PATH: join(folder, 'bin'),
      XDG_CACHE_HOME: folder,
      XDG_STATE_HOME: folder,
      KUBEBUILDER_ASSETS: '',
      EKS_PRACTICE: undefined,
    },
  });
  expect({ code, last: stderr.slice(-said.length) }).toEqual({ code: 2, last: said });
  expect(stdout + stderr).not.toMatch(/^ +at /m);
});

import { join } from 'node:path';
import { mkdirSync, symlinkSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { projectFile, runProgram } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('without Go, one sentence says what the suite needs', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'bin'));
  symlinkSync(process.execPath, join(folder, 'bin', 'node'));
  const { code, stdout, stderr } = await runProgram(
    process.execPath,
    [projectFile('node_modules/tsx/dist/cli.mjs'), projectFile('test/real-eksctl/run.ts')],
    { env: { PATH: join(folder, 'bin'), XDG_CACHE_HOME: folder } },
  );
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'eksctl was not run: it is not built yet, and that needs Go 1.26 (https://go.dev/dl).\n',
  });
});

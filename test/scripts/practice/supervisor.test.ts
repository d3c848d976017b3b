import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectFile } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';

test.each([
  ['its own folder is removed', false],
  ['a folder that another practice has made in its place stays', true],
])('where the daemon was killed, %s', async (_what, isReplaced) => {
  const folder = join(temporaryFolder(), 'practice');
  mkdirSync(folder);
  const supervisor = spawn(process.execPath, [projectFile('control-plane/supervisor.mjs'), folder]);
  await once(supervisor.stdout, 'data');
  if (isReplaced) {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    writeFileSync(join(folder, 'practice.json'), '{}');
  }
  supervisor.stdin.end();
  await once(supervisor, 'exit');
  expect(existsSync(folder)).toBe(isReplaced);
});

import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ownProject } from '../support/own-project.ts';
import { projectFile, runProgram } from '../support/processes.ts';

const FOLDER = 'imports/eksctl-config-types';

test('the types are what the import makes of the schema beside them, with the lines and words of today', async () => {
  const project = ownProject();
  cpSync(projectFile('.prettierrc.json'), join(project, '.prettierrc.json'));
  const args = [
    'launch/launch.cjs',
    'scripts/import.ts',
    'eksctl',
    '--from',
    `${FOLDER}/schema.json`,
  ];
  const { code, stdout, stderr } = await runProgram(process.execPath, args, { cwd: project });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^eksctl-config-types: \d+ types\n/);
  for (const name of ['index.d.ts', 'schema.json']) {
    const made = readFileSync(join(project, FOLDER, name), 'utf8');
    expect(made).toBe(readFileSync(projectFile(`${FOLDER}/${name}`), 'utf8'));
  }
});

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { ownProject } from '../support/own-project.ts';
import { type Finished, projectFile, runProgram } from '../support/processes.ts';
import { copyShippedCluster } from '../support/shipped-cluster.ts';

const JEST = projectFile('node_modules/jest/bin/jest.js');

let copy: string;
const run = (...args: string[]) =>
  runProgram(process.execPath, args, { cwd: copy, env: { FORCE_COLOR: '0' } });
const failed = ({ stderr }: Finished) => [
  ...new Set([...stderr.matchAll(/^FAIL (\S+)/gm)].map(([, file]) => file)),
];

beforeAll(() => {
  copy = ownProject();
  copyShippedCluster(copy);
  for (const folder of ['.ci', '.github', 'docs', 'test']) {
    cpSync(projectFile(folder), join(copy, folder), {
      recursive: true,
      filter: (source) => !source.endsWith('/node_modules'),
    });
  }
  const doc = readFileSync(projectFile('docs/own-chart.md'), 'utf8');
  const [chart = '', line = ''] = [...doc.matchAll(/```ts\n([\s\S]*?)```/g)].map(
    ([, code]) => code,
  );
  mkdirSync(join(copy, 'charts', 'hello'));
  writeFileSync(join(copy, 'charts', 'hello', 'hello.ts'), chart);
  const layout = readFileSync(join(copy, 'charts/layout.ts'), 'utf8');
  writeFileSync(
    join(copy, 'charts/layout.ts'),
    `import { Hello } from './hello/hello.ts';\n${layout.replace(/ {2}return \[\n/, `  return [\n${line}`)}`,
  );
});

test('the chart of docs/own-chart.md is one folder and one line', async () => {
  expect(await run('launch/launch.cjs', 'main.ts')).toMatchObject({ code: 0, stderr: '' });
  const written = readFileSync(join(copy, 'dist', 'sock-shop', 'apps', '3-hello.k8s.yaml'), 'utf8');
  expect(written).toContain('greeting: from sock-shop');
});

test('with it the snapshots fail, and once they are taken anew the tests pass', async () => {
  const before = await run(JEST, '--ci', 'test/charts');
  expect(failed(before)).toEqual(['test/charts/snapshots.test.ts']);
  expect(before.stderr).toContain('apps/3-hello.k8s.yaml');
  const after = await run(JEST, '-u');
  expect(failed(after)).toEqual([]);
  expect(after.code).toBe(0);
}, 180_000);

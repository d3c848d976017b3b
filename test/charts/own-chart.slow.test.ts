import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ownProject } from '../support/own-project.ts';
import { projectFile } from '../support/processes.ts';

test('the chart of docs/own-chart.md is one folder and one line', () => {
  const copy = ownProject();
  cpSync(projectFile('clusters'), join(copy, 'clusters'), { recursive: true });

  const doc = readFileSync(projectFile('docs/own-chart.md'), 'utf8');
  const [chart = '', line = ''] = [...doc.matchAll(/```ts\n([\s\S]*?)```/g)].map(
    ([, code]) => code,
  );
  mkdirSync(join(copy, 'charts', 'hello'));
  writeFileSync(join(copy, 'charts', 'hello', 'hello.ts'), chart);
  const layout = readFileSync(join(copy, 'layout.ts'), 'utf8');
  writeFileSync(
    join(copy, 'layout.ts'),
    `import { Hello } from './charts/hello/hello.ts';\n${layout.replace(/ {2}return \[\n/, `  return [\n${line}`)}`,
  );

  execFileSync(process.execPath, ['launch/launch.cjs', 'main.ts'], { cwd: copy, stdio: 'pipe' });
  const written = readFileSync(join(copy, 'dist', 'sock-shop', 'apps', '3-hello.k8s.yaml'), 'utf8');
  expect(written).toContain('greeting: from sock-shop');
});

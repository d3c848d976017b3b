import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
const copy = mkdtempSync(join(tmpdir(), 'own-chart-'));
afterAll(() => rmSync(copy, { recursive: true }));

test('the chart of docs/own-chart.md is one folder and one line', () => {
  const left = ['node_modules', 'dist', 'docs', 'reports', 'test'];
  for (const part of readdirSync(root)) {
    const isLeft = left.includes(part) || part.startsWith('.');
    const options = { recursive: true, filter: (path: string) => !path.endsWith('node_modules') };
    if (!isLeft) cpSync(join(root, part), join(copy, part), options);
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

  const doc = readFileSync(join(root, 'docs', 'own-chart.md'), 'utf8');
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

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as images from '../../tables/images.ts';
import { ownProject } from '../support/own-project.ts';
import { type Finished, projectFile, runProgram } from '../support/processes.ts';
import { copyShippedCluster } from '../support/shipped-cluster.ts';
import { temporaryFolder } from '../support/temporary.ts';

const JEST = projectFile('node_modules/jest/bin/jest.js');
const FILE = 'dist/sock-shop/apps/3-hello.k8s.yaml';

const [chart = '', list = '', chartTest = '', , rest = ''] = [
  ...readFileSync(projectFile('docs/own-chart.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g),
].map(([, code]) => code!);

let copy: string;
const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  runProgram(process.execPath, args, { cwd: copy, env: { FORCE_COLOR: '0', ...env } });
const synth = (env?: NodeJS.ProcessEnv) => run(['launch/launch.cjs', 'main.ts'], env);
const write = (path: string, text: string) => writeFileSync(join(copy, path), text);
const read = (path: string) => readFileSync(join(copy, path), 'utf8');
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
  mkdirSync(join(copy, 'charts/hello'));
  write('charts/hello/hello.ts', chart);
  write('charts/own.ts', list);
  write('charts/hello/hello.test.ts', chartTest);
});

test('the chart of docs/own-chart.md is one folder and one line; its image is in no table', async () => {
  expect(await synth()).toMatchObject({ code: 0, stderr: '' });
  const [, image = ''] = /image: (\S+)/.exec(read(FILE)) ?? [];
  expect(chart).toContain(`'${image}'`);
  expect(JSON.stringify(images)).not.toContain(image.split(':')[0]);
  expect(read(FILE)).toContain('-text=from sock-shop');
  expect(read(FILE)).toContain('kind: Service\n');
});

test('its snapshot is written beside it, every other test passes as it is, and a change of it is seen', async () => {
  // Where CI is set, Jest would write none.
  const first = await run([JEST, '--ci=false']);
  expect(failed(first)).toEqual([]);
  expect(first.code).toBe(0);
  expect(first.stderr).toContain('1 snapshot written');
  expect(read('charts/hello/__snapshots__/hello.test.ts.snap')).toContain('-text=hello');
  expect((await run([JEST, '--ci', 'charts/hello'])).code).toBe(0);
  write('charts/hello/hello.ts', chart.replace('replicas: 1', 'replicas: 2'));
  const changed = await run([JEST, '--ci', 'charts/hello']);
  write('charts/hello/hello.ts', chart);
  expect(failed(changed)).toEqual(['charts/hello/hello.test.ts']);
  expect(changed.stderr).toContain('replicas: 2');
}, 400_000);

describe('what else the page lists goes through synth and its checks', () => {
  // It says what it was called with, as helm says what it makes.
  const helm = (more = '') => {
    const folder = temporaryFolder();
    const printed = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: redis, namespace: default}\ndata: {args: "$*"}\n${more}`;
    writeFileSync(join(folder, 'helm'), `#!/bin/sh\ncat <<END\n${printed}\nEND\n`, { mode: 0o755 });
    return { PATH: `${folder}${delimiter}${process.env.PATH}` };
  };

  beforeAll(() => {
    const [imports = '', added = ''] = rest.split('// At the end of the constructor of Hello:\n');
    const end = 'web.exposeViaService();\n';
    write('charts/hello/hello.ts', imports + chart.replace(end, () => end + added));
    write(
      'charts/hello/manifests.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: included, namespace: default }\ndata: { a: "1" }\n',
    );
  });

  test('each part is in the file, and what depends on another comes after it', async () => {
    expect(await synth(helm())).toMatchObject({ code: 0, stderr: '' });
    const written = read(FILE);
    expect(written).toContain('name: included\n');
    expect(written).toMatch(/args: template .*oci:\/\/registry\.example\.com\/redis/);
    expect(written).toContain('greeting: hi\n');
    expect(written.indexOf('greeting: hi\n')).toBeGreaterThan(written.indexOf('kind: Deployment'));
  });

  test('what helm makes is checked', async () => {
    const before = read(FILE);
    const pod = '{containers: [{name: redis, image: "redis:latest"}]}';
    const { code, stderr } = await synth(
      helm(
        `---\napiVersion: v1\nkind: Pod\nmetadata: {name: redis, namespace: default}\nspec: ${pod}\n`,
      ),
    );
    expect(code).toBe(2);
    expect(stderr).toContain(`${FILE}  Pod default/redis spec.containers[0].image: redis:latest`);
    expect(read(FILE)).toBe(before);
  });

  test('without helm, synth says which chart needs it', async () => {
    const { code, stderr } = await synth({ PATH: temporaryFolder() });
    expect(code).toBe(2);
    expect(stderr).toContain('Hello, the chart of apps-3-hello: ');
    expect(stderr).toContain('helm');
  });
});

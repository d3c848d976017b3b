import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { runProgram, runScript } from '../support/processes.ts';
import { ownProject } from '../support/own-project.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';

// What a command tells its user to do next is what this user can do: with their own flags, and where they stand.
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'clusters'));
});
const put = (name: string, more = '') =>
  writeFileSync(
    join(folder, 'clusters', `${name}.yaml`),
    `name: ${name}\nowner: dev\naccess: { from: [8.8.8.8/32] }\n${more}`,
  );
const run = (command: string, ...args: string[]) =>
  runScript(command === 'synth' ? 'main.ts' : `scripts/${command}.ts`, args, { cwd: folder });

describe('with several clusters, the right call is the one that was meant', () => {
  beforeEach(() => {
    put('anna');
    put('lea');
  });

  test.each([
    ['nodeport', ['open'], 'write npm run nodeport -- open --cluster anna\n'],
    [
      'upgrade',
      ['--to', newestKubernetes],
      `write npm run upgrade -- --cluster anna --to ${newestKubernetes}\n`,
    ],
    [
      'upgrade',
      ['--to', newestKubernetes, '--yes'],
      `write npm run upgrade -- --cluster anna --to ${newestKubernetes}\n`,
    ],
    [
      'allow-me',
      ['--from', '9.9.9.9'],
      'write npm run allow-me -- --cluster anna --from 9.9.9.9\n',
    ],
    ['nodeport', ['--cluster', 'lea'], 'write npm run nodeport -- open --cluster lea\n'],
    [
      'nodeport',
      ['open', '--cluster', 'foo', '--region', 'us-west-2'],
      'close needs none: npm run nodeport -- close --cluster foo --region us-west-2\n',
    ],
  ])('%s %j', async (command, args, fix) => {
    const { code, stdout, stderr } = await run(command, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(fix);
  });
});

test.each([
  ['up'],
  ['status'],
  ['status', '--json'],
  ['kubeconfig'],
  ['upgrade'],
  ['preflight'],
  ['down'],
  ['who', '--json'],
  ['launch-template'],
])('%s --all without a cluster on AWS is not a success', async (command, ...args) => {
  put('anna', 'manifestsOnly: true\n');
  const { code, stdout, stderr } = await run(command, '--all', ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('no cluster file is about a cluster on AWS: anna has manifestsOnly');
});

test('launch-template --all where none asks for one', async () => {
  put('anna');
  const { code, stdout, stderr } = await run('launch-template', '--all');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(
    /^no cluster file asks for its own launch template: anna\nwrite nodes: \{ launchTemplate/,
  );
});

test('allow-me --dry-run ends with the call that does it', async () => {
  put('anna');
  const args = ['--from', '9.9.9.9', '--dry-run'];
  expect((await run('allow-me', ...args)).stdout).toBe(
    `clusters/anna.yaml: access.from would be [8.8.8.8/32, 9.9.9.9/32]
  + 9.9.9.9/32

Nothing was done. To do it: npm run allow-me -- --from 9.9.9.9
`,
  );
  expect((await run('allow-me', '--from', '8.8.8.8', '--dry-run')).stdout).toBe(
    'clusters/anna.yaml: access.from already has 8.8.8.8/32; nothing changed\n',
  );
});

test('synth says when the launch template or the roles come first', async () => {
  put('anna', 'roles: { own: true }\n');
  put('lea');
  const { stdout } = await run('synth');
  expect(stdout.match(/launch-template.*/g)).toEqual([
    'launch-template -- --cluster anna; then npm run up',
    'launch-template -- --cluster anna   (says what it would do)',
  ]);
});

test('synth ends with what comes next: allow-me, then up, and after a change diff', async () => {
  const next = async () => (await run('synth')).stdout.match(/\n\nNext: (.*)\n$/)?.[1];
  writeFileSync(
    join(folder, 'clusters', 'anna.yaml'),
    'name: anna\nowner: dev\naccess: { from: [203.0.113.10/32] }\n',
  );
  expect(await next()).toBe('npm run allow-me   (puts your own address in)');
  put('anna');
  expect(await next()).toBe('npm run diff   (what changed, and the commands that make it so)');
  expect(await next()).toBe('npm run up   (says what it would do)');
  expect((await run('synth', '--out', 'elsewhere')).stdout).not.toContain('Next:');
});

test('down --help says both uses of --region', async () => {
  expect((await run('down', '--help')).stdout).toMatch(
    /--region REGION +with --cluster: .*; with --expired: the only region to look in\n/,
  );
});

describe('from a folder below the project', () => {
  const npm = (cwd: string, ...args: string[]) => runProgram('npm', ['run', ...args], { cwd });

  test('paths are meant from there', async () => {
    const project = ownProject();
    const sub = join(project, 'sub');
    mkdirSync(sub);
    writeFileSync(join(sub, 'class.csv'), 'name,from\nlea,8.8.8.8\nmia,8.8.8.8\n');
    const listed = await npm(sub, 'init', '--', '--csv', 'class.csv');
    expect([listed.code, listed.stdout]).toEqual([
      0,
      expect.stringContaining('clusters/lea.yaml: written'),
    ]);
    const made = await npm(sub, 'synth', '--', '--out', 'made');
    expect([made.code, made.stdout]).toEqual([0, expect.stringContaining('sub/made/lea  ')]);
    const valid = await npm(join(sub, 'made', 'lea'), 'validate', '--', '.');
    expect(valid.code).toBe(0);
    expect(readFileSync(join(project, 'clusters', 'mia.yaml'), 'utf8')).toContain('name: mia');
  });
});

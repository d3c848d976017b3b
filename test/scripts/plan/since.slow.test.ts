import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { gitIn } from '../../support/git.ts';
import { runScript } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';

// The ClusterConfigs of a repository that changed since a revision.

const folder = temporaryFolder();
const git = gitIn(folder);
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
const cluster = (name: string, more = '') =>
  `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: ${name}, region: r}\n${more}`;
const since = (...more: string[]) =>
  runScript('scripts/plan.ts', ['--since', 'main', ...more], { cwd: folder });

beforeAll(() => {
  git('init', '--initial-branch', 'main');
  for (const name of ['same', 'changed', 'moved', 'gone', 'broken']) {
    write(`${name}.yaml`, cluster(name));
  }
  write('pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {labels: {from: eksctl.io/x}}\n');
  write(
    '-ä "b".json',
    JSON.stringify({
      apiVersion: 'eksctl.io/v1alpha5',
      kind: 'ClusterConfig',
      metadata: { name: 'odd', region: 'r' },
    }),
  );
  git('add', '.');
  git('commit', '-m', 'before');
});

test('where nothing changed, there is nothing to do', async () => {
  expect(await since()).toMatchObject({ code: 0, stdout: 'No ClusterConfig has changed.\n' });
  expect((await since('--format', 'json')).stdout).toBe('[]\n');
  expect((await since('--format', 'markdown')).stdout.trim()).toBe('');
});

test('each that changed, is new or is gone has its plan; one that was renamed is the same cluster', async () => {
  write('changed.yaml', cluster('changed', 'managedNodeGroups: [{name: g}]\n'));
  renameSync(join(folder, 'moved.yaml'), join(folder, 'elsewhere.yaml'));
  rmSync(join(folder, 'gone.yaml'));
  write('new.yaml', cluster('new'));
  write('pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {labels: {from: eksctl.io/y}}\n');
  write(
    '-ä "b".json',
    JSON.stringify({
      apiVersion: 'eksctl.io/v1alpha5',
      kind: 'ClusterConfig',
      metadata: { name: 'odd', region: 'r' },
      managedNodeGroups: [{ name: 'g' }],
    }),
  );
  git('add', '.');
  const { code, stdout } = await since('--format', 'json');
  expect(code).toBe(1);
  const plans = JSON.parse(stdout) as { cluster: string; steps: { command: string }[] }[];
  expect(
    Object.fromEntries(
      plans.map(({ cluster, steps }) => [
        cluster,
        steps.map(({ command }) => command.split(' -f ')[0]),
      ]),
    ),
  ).toEqual({
    odd: ['eksctl create nodegroup'],
    changed: ['eksctl create nodegroup'],
    moved: [],
    new: ['eksctl create cluster'],
    gone: ['eksctl delete cluster --name gone --region r --wait'],
  });
});

test('one that can not be read is told, and the others have their plans', async () => {
  write('broken.yaml', cluster('broken', 'managedNodeGroup: []\n'));
  const { code, stdout, stderr } = await since('--format', 'markdown');
  expect(code).toBe(2);
  expect(stdout).toContain('### Plan for cluster `changed` in `r`');
  expect(stdout).toContain('### No plan for `broken.yaml`: see the log of the job');
  expect(stderr).toContain('broken.yaml:4:1');
});

test.each([
  [['new.yaml'], '--since plans all that changed'],
  [['--live'], '--since plans all that changed'],
])('with %s it says what it takes', async (more, said) => {
  const { code, stderr } = await since(...more);
  expect(code).toBe(2);
  expect(stderr).toContain(said);
});

test('a revision that is not there is told', async () => {
  const args = ['--since', 'nowhere'];
  const { code, stderr } = await runScript('scripts/plan.ts', args, { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toContain('nowhere is not a revision that Git knows here');
});

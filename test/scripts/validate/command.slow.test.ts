import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../../support/temporary.ts';
import { treeOf } from '../../support/trees.ts';
import { writeTree } from '../../support/write-tree.ts';
import { unknownMinor } from '../../support/kubernetes.ts';

const root = join(import.meta.dirname, '../../..');

async function run(args: string[], input = '') {
  const child = spawn(process.execPath, ['launch/launch.cjs', 'scripts/validate.ts', ...args], {
    cwd: root,
  });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  return { status, stdout, stderr };
}

test('npm run validate exits with 0, 1 and 2, and says how to call it', async () => {
  const dist = join(temporaryFolder(), 'dist');
  await writeTree(dist, 'sock-shop', treeOf());
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containerz: []}\n';
  const [fresh, bad, unreadable, empty, nothing] = await Promise.all([
    run([dist]),
    run(['-'], pod),
    run(['-', '--json'], 'apiVersion: ['),

    run([]),
    run(['-']),
  ]);
  expect(fresh).toMatchObject({ status: 0, stdout: expect.stringContaining('nothing wrong') });
  expect(bad).toMatchObject({ status: 1, stdout: expect.stringContaining('containerz') });
  expect(unreadable.status).toBe(2);
  expect(JSON.parse(unreadable.stdout)).toMatchObject({
    unreadable: [{ file: '(standard input)' }],
  });
  expect(empty).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('npm run validate -- dist'),
  });
  expect(nothing).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('(standard input)\n    holds no Kubernetes object'),
  });
}, 30_000);

test('a version that may only be newer is a warning, and exits with 0', async () => {
  const config = `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: a, region: us-west-2, version: "${unknownMinor}" }\n`;
  const { status, stdout } = await run(['-'], config);
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(/warning: Kubernetes \S+ is newer[^]*nothing wrong, 1 warning/),
  });
});

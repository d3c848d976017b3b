import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { useLoopbackAws } from '../../aws/support/loopback-aws.ts';
import { runScript } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';

// The command as its user calls it: EKS is a server on loopback, kubectl a script that keeps its calls.
const aws = useLoopbackAws();
let folder: string;

const cluster = (tags: object = {}) =>
  JSON.stringify({
    cluster: {
      name: 'sock-shop',
      status: 'ACTIVE',
      arn: 'arn:aws:eks:us-west-2:123456789012:cluster/sock-shop',
      endpoint: 'https://example.gr7.us-west-2.eks.amazonaws.com',
      certificateAuthority: { data: 'LS0tLS1CRUdJTg==' },
      tags: { project: 'eks-sock-shop', cluster: 'sock-shop', owner: 'dev', ...tags },
    },
  });

// A Service of somebody's where ours would be, once there is a file that says so.
const kubectl = (home: string) => `#!${process.execPath}
const { appendFileSync, existsSync } = require('node:fs');
const line = process.argv.slice(2).join(' ');
appendFileSync('${home}/calls', line + '\\n');
const theirs = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'jenkins', namespace: 'dev-bc-svc' } };
if (line.includes('jsonpath={.metadata.uid}')) process.stdout.write('uid-1');
else if (line.startsWith('get -f -')) {
  if (existsSync('${home}/theirs')) process.stdout.write(JSON.stringify({ items: [theirs] }));
} else if (/-o json$/.test(line)) process.stdout.write('{"items":[]}');
else if (!line.startsWith('api-resources')) console.log('done');
`;

beforeEach(() => {
  folder = temporaryFolder();
  for (const name of ['clusters', 'bin']) mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, 'clusters', 'sock-shop.yaml'),
    'name: sock-shop\nowner: dev\naccess: { from: [8.8.8.8/32] }\n',
  );
  symlinkSync(process.execPath, join(folder, 'bin', 'node'));
  writeFileSync(join(folder, 'bin', 'kubectl'), kubectl(folder));
  chmodSync(join(folder, 'bin', 'kubectl'), 0o755);
  aws.says(cluster());
});

const reset = (...args: string[]) =>
  runScript('scripts/reset.ts', args, {
    cwd: folder,
    env: { PATH: join(folder, 'bin'), HOME: folder },
  });
const calls = () =>
  existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8') : '';

test('it shows its plan and does nothing; with --yes it applies, and verify remembers', async () => {
  const shown = await reset('--to', '4');
  expect(shown.code).toBe(0);
  expect(shown.stderr).toMatch(/^looking at sock-shop …\nlooking at sock-shop: \d+ s\n$/);
  expect(shown.stdout).toContain('to the beginning of exercise 4, Create a NodePort Service');
  expect(shown.stdout).toContain('Nothing was done. To do it: npm run reset -- --to 4 --yes');
  expect(calls()).not.toMatch(/^(apply|delete)/m);
  // Each object once: what has not been changed is not read again.
  const readings = calls().match(/^get -f - .*$/gm) ?? [];
  expect(readings).toHaveLength(2);
  expect(existsSync(join(folder, 'dist'))).toBe(false);

  const { code, stderr } = await reset('--to', '4', '--yes');
  expect(code).toBe(0);
  expect(stderr.replace(/\d+ s/g, 'N s')).toBe(
    'looking at sock-shop …\nlooking at sock-shop: N s\nlooking at what is left …\nlooking at what is left: N s\n',
  );
  expect(calls().match(/^apply .*$/gm)).toEqual([
    'apply -f dist/sock-shop/platform/cluster-autoscaler.k8s.yaml',
    'apply -f dist/sock-shop/apps/1-sock-shop.k8s.yaml',
    'apply -f dist/sock-shop/jenkins/1-jenkins.k8s.yaml',
  ]);
  expect(existsSync(join(folder, 'dist/sock-shop/apps/1-sock-shop.k8s.yaml'))).toBe(true);
  const memory = JSON.parse(readFileSync(join(folder, 'reports/verify.json'), 'utf8')) as object;
  expect(memory).toEqual({
    'uid-1': { 'dev-bc-svc 3': expect.stringContaining('by npm run reset') },
  });
});

test("somebody else's object stays, is told, and makes the exit code 1", async () => {
  writeFileSync(join(folder, 'theirs'), '');
  const told = /not taken: Service dev-bc-svc\/jenkins: it does not have the label /;
  for (const args of [
    ['--to', '3'],
    ['--to', '3', '--yes'],
  ]) {
    const { code, stdout } = await reset(...args);
    expect(code).toBe(1);
    expect(stdout).toMatch(told);
  }
  expect(calls()).not.toMatch(/\bdelete (?!.*-o name)/);
});

test.each<[string[], object, string]>([
  [[], {}, 'npm run reset needs --to\nwrite npm run reset -- --to N\n'],
  [
    ['--to', '7', '--all'],
    {},
    '--to 7 is not possible\nallowed: --to 1, --to 2, --to 3, --to 4, --to 5, --to 6\n',
  ],
  [['--to', '2'], { owner: 'lea' }, 'belongs to lea, and clusters/sock-shop.yaml says owner: dev'],
  [['--to', '2'], { project: 'other' }, 'was not made from a cluster file of this project'],
])('%j with the tags %j is refused in one message', async (args, tags, message) => {
  aws.says(cluster(tags));
  const { code, stdout, stderr } = await reset(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(calls()).toBe('');
});

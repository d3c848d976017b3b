import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { neededActions } from '../../eksctl/iam/needed-actions.ts';
import { imagesOf } from '../../scripts/preflight/images/images-of.ts';
import type { Line } from '../../scripts/preflight/line.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { LoopbackRegistry } from '../scripts/preflight/support/loopback-registry.ts';
import { configOf } from '../support/configs.ts';
import { useAccount } from './support/account.ts';
import { clusterOnAws } from './support/cluster-on-aws.ts';
import { emptyAccount } from './support/empty-account.ts';
import { answerPlan, readyAccount } from './support/ready-account.ts';
import { oldestKubernetes } from '../../tables/kubernetes.ts';

// The command as its user runs it; each line's own cases are in preflight-checks.test.ts.
const account = useAccount();
let mirror: LoopbackRegistry;

const from = ['--from', '52.95.110.1'];

beforeAll(async () => {
  mirror = await LoopbackRegistry.start();
  readyAccount(account);
  const { images } = configOf({ images: { registry: mirror.host } });
  for (const { image } of imagesOf(synthesize(configOf({ images })))) {
    mirror.putList(image.slice(mirror.host.length + 1), ['linux/amd64', 'linux/arm64'], 30e6);
  }
});

beforeEach(() => {
  answerPlan(account, 'PAID');
  writeCluster();
});

afterEach(() => emptyAccount(account));
afterAll(() => mirror.stop());

function writeCluster(more = '', name = 'sock-shop'): void {
  account.writeCluster(
    name,
    `name: ${name}
owner: dev
access: { from: [52.95.110.1/32] }
images: { registry: "${mirror.host}" }
${more}`,
  );
}

test('nothing in the way: every line passed, the price, and what comes next', async () => {
  const { code, stdout, stderr } = await account.run('preflight', from);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Looking at everything for sock-shop …\n/);
  const text = stdout.replaceAll(mirror.host, 'MIRROR');
  expect(states(text)).toEqual(['passed']);
  expect(text.match(/^\S.*$/gm)?.slice(2, -7)).toEqual([
    'this computer',
    'account',
    'cluster',
    'quotas',
    'access',
    'images',
  ]);
  expect(text).toContain('all images on one node');
  expect(text).toMatch(/^\d+ passed, 0 failed, 0 not checked$/m);
  expect(text).toMatch(/^price with 3 nodes \(to begin with\): [\d.]+ USD an hour, [\d.]+ a day$/m);
  expect(text).toContain('list prices as read up to 20');
  expect(text).toMatch(
    /\nNext: npm run up {3}\(shows what it will do\)\nTo do the exercises yourself: npm run up -- --only cluster\n$/,
  );
});

test('it only looks, and asks only for what the policies allow', async () => {
  const admin = 'arn:aws:iam::123456789012:role/nobody';
  writeCluster(`network: private
ingress: { controller: alb }
roles: { cluster: ${admin}, node: ${admin}, boundary: arn:aws:iam::123456789012:policy/none }
`);
  await account.run('preflight', from);
  answerPlan(account, 'FREE');
  await account.run('preflight', from);
  const asked = [...new Set(account.front.actions())];
  expect(asked.length).toBeGreaterThan(14);
  expect(asked.filter((action) => !/:(Get|Describe|List)[A-Z]/.test(action))).toEqual([]);
  const allowed = [...Object.values(neededActions.preflight).flat(), 'sts:GetCallerIdentity'];
  expect(asked.filter((action) => !allowed.includes(action))).toEqual([]);
});

test('one call that is denied costs its own line alone, and names the permission', async () => {
  account.front.fail('ec2:DescribeInstanceTypeOfferings', {
    code: 'UnauthorizedOperation',
    message: 'You are not authorized',
    status: 403,
  });
  const { lines, code } = await asJson();
  expect(code).toBe(0);
  expect(lines.filter(({ state }) => state !== 'passed')).toEqual([
    {
      group: 'cluster',
      check: 'instance type',
      what: 'the instance type in the zones',
      state: 'not checked',
      says: 'these credentials may not do ec2:DescribeInstanceTypeOfferings in us-west-2: You are not authorized',
      fix: expect.stringContaining('let an administrator allow ec2:DescribeInstanceTypeOfferings'),
    },
  ]);
});

test('failures: exit code 1, each with its fix, the others all the same', async () => {
  writeCluster(`kubernetes: "${oldestKubernetes}"\nsupport: extended\n`);
  await clusterOnAws(account);
  mirror.trouble(/carts\/manifests/, { status: 404, times: 1 });
  const { lines, code } = await asJson();
  expect(code).toBe(1);
  const failures = lines.filter(({ state }) => state === 'failed');
  expect(failures.map(({ check, what }) => (check === 'image' ? what : check))).toEqual([
    'kubectl',
    'name',
    // The mirror holds the autoscaler of another minor.
    expect.stringContaining(`cluster-autoscaler:v${oldestKubernetes}`),
    `${mirror.host}/weaveworksdemos/carts:0.4.8`,
  ]);
  for (const { fix } of failures) expect(fix).toMatch(/\S/);
  expect(lines.find(({ check }) => check === 'version')).toMatchObject({
    state: 'passed',
    note: expect.stringContaining('0.60 USD an hour in place of 0.10'),
  });
});

test('no credentials: said once, and what needs none is looked at all the same', async () => {
  const without = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
  const { lines, code } = await asJson(from, without);
  expect(code).toBe(1);
  expect(lines.filter(({ state }) => state === 'failed')).toMatchObject([
    { check: 'credentials', says: expect.stringContaining('no AWS credentials were found') },
  ]);
  expect(lines.filter(({ group }) => group === 'images').map(({ state }) => state)).not.toContain(
    'not checked',
  );
  expect(account.front.calls).toEqual([]);
});

test('a region that is not open to the account', async () => {
  writeCluster('region: ap-east-2\n');
  account.front.fail('sts:GetCallerIdentity', { code: 'InvalidClientTokenId', status: 403 });
  const { lines, code } = await asJson();
  expect(code).toBe(1);
  expect(lines.filter(({ state }) => state === 'failed')).toMatchObject([
    {
      says: expect.stringContaining('AWS does not accept these credentials'),
      fix: expect.stringContaining('aws account get-region-opt-status --region-name ap-east-2'),
    },
  ]);
});

test('the images alone: no AWS is asked, and no program', async () => {
  const { stdout, code } = await account.run('preflight', ['--images']);
  expect(code).toBe(0);
  expect(stdout).not.toContain('price');
  expect(stdout.match(/^ {2}passed/gm)).toHaveLength(18);
  expect(account.front.calls).toEqual([]);
  expect(account.programs.calls).toEqual([]);
});

describe('--all', () => {
  beforeEach(() => writeCluster('', 'second'));
  afterEach(() => rmSync(join(account.folder, 'clusters', 'second.yaml')));

  test('judges a class as a whole; what is so for all is said once, and asked once', async () => {
    account.front.answer('servicequotas:GetServiceQuota', () => ({
      body: { Quota: { Value: 13 } },
    }));
    const { code, stdout, stderr } = await account.run('preflight', ['--all', ...from]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const told = '0 in use, 16 needed by 2 clusters, and the limit is 13 (Running On-Demand';
    expect(stdout.split(told)).toHaveLength(2);
    expect(stdout.split('all images on one node')).toHaveLength(2);
    const order = ['all 2 clusters', told, 'second in us-west-2', 'sock-shop in us-west-2'];
    const places = order.map((words) => stdout.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(stdout).toMatch(/^second +\d+ passed, 1 failed, 0 not checked$/m);
    expect(stdout).toMatch(/^price with 6 nodes \(to begin with\): [\d.]+ USD an hour/m);
    const asked = account.front.actions();
    expect(asked.filter((action) => action === 'sts:GetCallerIdentity')).toHaveLength(1);
    expect(asked.filter((action) => action === 'ec2:DescribeInstances')).toHaveLength(1);
    expect(account.programs.lines('eksctl')).toHaveLength(1);
    expect(account.programs.lines('aws')).toHaveLength(2);
  });

  test('--json is a list, one entry a cluster, and nothing else', async () => {
    const { code, stdout, stderr } = await account.run('preflight', ['--all', '--json', ...from]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\[\n/);
    expect(JSON.parse(stdout)).toMatchObject(
      ['second', 'sock-shop'].map((cluster) => ({
        cluster,
        lines: expect.arrayContaining([expect.objectContaining({ check: 'vcpus' })]),
        price: { at: [{ nodes: 3 }, { nodes: 4 }] },
      })),
    );
  });

  test('--images looks at each image once, those of clusters made elsewhere too', async () => {
    const alone = await requests(['--images', '--cluster', 'sock-shop']);
    writeCluster('manifestsOnly: true\n', 'second');
    expect(await requests(['--images', '--all'])).toEqual(alone);
    expect(account.front.calls).toEqual([]);
  });

  test('contradicts --cluster', async () => {
    const { code, stderr } = await account.run('preflight', ['--all', '--cluster', 'second']);
    expect(code).toBe(2);
    expect(stderr).toContain('--all and --cluster cannot be used together');
  });
});

async function requests(args: readonly string[]): Promise<string[]> {
  mirror.requests.length = 0;
  const { code, stderr } = await account.run('preflight', args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return mirror.requests.toSorted();
}

test('called the wrong way: exit code 2', async () => {
  const wrong = await account.run('preflight', ['--from', 'home']);
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toContain('--from home');
  const unknown = await account.run('preflight', ['--cluster', 'sock-shob']);
  expect(unknown).toMatchObject({ code: 2, stdout: '' });
  expect(unknown.stderr).toContain('sock-shop');
  writeCluster('manifestsOnly: true\n');
  const none = await account.run('preflight');
  expect(none.code).toBe(2);
  expect(none.stderr).toContain('npm run preflight -- --cluster sock-shop --images');
});

async function asJson(
  args: readonly string[] = from,
  env: NodeJS.ProcessEnv = {},
): Promise<{ lines: Line[]; code: number | null }> {
  const { stdout, code } = await account.run('preflight', [...args, '--json'], env);
  const { lines } = JSON.parse(stdout) as { lines: Line[] };
  return { lines, code };
}

function states(text: string): string[] {
  return [...new Set(text.match(/^ {2}(passed|FAILED|not checked)/gm)?.map((one) => one.trim()))];
}

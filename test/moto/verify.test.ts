import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Exercise } from '../../scripts/verify/exercise.ts';
import { useAccount } from './support/account.ts';
import { type ClusterOnAws, clusterOnAws } from './support/cluster-on-aws.ts';
import { defaultKubernetes } from '../../tables/kubernetes.ts';

const account = useAccount();
// The default of a cluster file.
const KUBERNETES = defaultKubernetes;
let cluster: ClusterOnAws;
let server = '';

const node = (name: string) => ({
  kind: 'Node',
  metadata: { name, labels: { 'node.kubernetes.io/instance-type': 't3.large' } },
  status: {
    conditions: [{ type: 'Ready', status: 'True' }],
    nodeInfo: { kubeletVersion: `v${KUBERNETES}.2-eks-1234567` },
  },
});
const objects = [
  { kind: 'Namespace', metadata: { name: 'kube-system', uid: 'one-cluster' } },
  ...['a', 'b', 'c'].map(node),
];

beforeAll(async () => {
  cluster = await clusterOnAws(account, { version: KUBERNETES });
  await attach(cluster.nodeRole, [
    'AmazonEC2ContainerRegistryPullOnly',
    'AmazonEKSWorkerNodePolicy',
  ]);
  const eks = await account.aws.eks();
  const { cluster: described } = await eks.describeCluster({ name: cluster.name });
  await attach(described?.roleArn, ['AmazonEKSClusterPolicy']);
  server = described?.endpoint ?? '';
  account.front.calls.length = 0;
}, 600_000);

// moto has none of AWS's own policies: some of their names stand for them.
async function attach(role = '', policies: readonly string[]): Promise<void> {
  const iam = await account.aws.iam();
  for (const PolicyName of policies) {
    const { Policy } = await iam.createPolicy({
      PolicyName,
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'ec2:DescribeRegions', Resource: '*' }],
      }),
    });
    await iam.attachRolePolicy({
      RoleName: role.slice(role.lastIndexOf('/') + 1),
      PolicyArn: Policy?.Arn,
    });
  }
}

beforeEach(() => {
  account.programs.answer('kubectl', ({ args }) => {
    if (args[0] === 'config') return { stdout: JSON.stringify(viewOf(server)) };
    if (args[0] === 'get') return { stdout: JSON.stringify({ kind: 'List', items: objects }) };
    return undefined;
  });
});

function viewOf(address: string): object {
  return { 'current-context': 'mine', clusters: [{ cluster: { server: address } }] };
}

async function items(args: readonly string[]): Promise<Record<string, string>> {
  const { stdout, stderr } = await account.run('verify', [...args, '--json']);
  if (stdout === '') throw new Error(stderr);
  const exercises = JSON.parse(stdout) as Exercise[];
  return Object.fromEntries(
    exercises.flatMap((each) => each.items.map(({ what, state }) => [what, state])),
  );
}

test('the first exercise is read from AWS and from Kubernetes, and nothing is changed', async () => {
  expect(await items(['--exercise', '1'])).toEqual({
    'the cluster': 'done',
    "the cluster's role": 'done',
    'who reaches the API': 'done',
    'kubectl is connected to it': 'done',
    'the node group': 'done',
    "the nodes' role": 'done',
    'node count': 'done',
    'node type': 'done',
    'node version': 'done',
    SockShop: 'not yet',
  });
  const changing = account.front.actions().filter((action) => !/:(Describe|List|Get)/.test(action));
  expect(changing).toEqual([]);
  expect(
    account.programs
      .lines('kubectl')
      .map((line) => line.split(' ')[1])
      .sort(),
  ).toEqual(['config', 'get']);
});

test('not all of it done is exit code 1, with the next command', async () => {
  const { code, stdout } = await account.run('verify', ['--exercise', '1']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/Next: kubectl apply -f dist\/sock-shop\/apps\/1-sock-shop\.k8s\.yaml\n$/);
});

test('what it saw of all exercises is kept, and only of all', async () => {
  const kept = join(account.folder, 'reports', 'seen.json');
  expect(existsSync(kept)).toBe(false);
  await account.run('verify', []);
  expect(JSON.parse(readFileSync(kept, 'utf8'))).toEqual({
    'sock-shop': { done: 0, of: 6, on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
  });
});

describe('what is wrong on AWS is named', () => {
  test('an endpoint that is open to all', async () => {
    const { state } = cluster;
    const before = state.vpc;
    state.vpc = { ...before, publicAccessCidrs: ['0.0.0.0/0'] };
    expect(await items(['--exercise', '1'])).toMatchObject({ 'who reaches the API': 'wrong' });
    state.vpc = before;
  });

  test('a context of another cluster', async () => {
    server = 'https://192.0.2.1:8443';
    expect(await items(['--exercise', '1'])).toEqual({ 'kubectl is connected to it': 'wrong' });
  });
});

describe('what cannot be looked at', () => {
  test('AWS without a permission: said, and not taken for done', async () => {
    account.front.fail('eks:DescribeCluster', {
      code: 'AccessDeniedException',
      message: 'not you',
      status: 403,
    });
    const { code, stdout } = await account.run('verify', ['--exercise', '1']);
    expect(stdout).toContain('not checked');
    expect(stdout).toContain(
      'these credentials may not do eks:DescribeCluster in us-west-2: not you',
    );
    expect(code).toBe(1);
  });

  test('AWS left out when asked', async () => {
    expect(Object.keys(await items(['--exercise', '1', '--without-aws']))).toEqual([
      'node count',
      'node type',
      'node version',
      'SockShop',
    ]);
    expect(account.front.actions()).toEqual([]);
  });

  test.each([
    [
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
      'kubectl is connected to no cluster',
      'npm run kubeconfig -- --cluster sock-shop; or make the cluster first: npm run up -- --cluster sock-shop',
    ],
    [
      'Unable to connect to the server: dial tcp 192.0.2.1:443: i/o timeout',
      'the cluster does not answer',
      'npm run allow-me -- --cluster sock-shop --apply',
    ],
    [
      'Error from server (Forbidden): nodes is forbidden: User "ann" cannot list resource "nodes"',
      'your access does not let you read what the exercises need',
      'npm run verify -- --cluster sock-shop --learner NAME',
    ],
  ])('%s', async (stderr, message, fix) => {
    account.programs.answer('kubectl', ({ args }) =>
      args[0] === 'get' ? { code: 1, stderr: `${stderr}\n` } : { stdout: '{}' },
    );
    const { code, stderr: said } = await account.run('verify');
    expect(said).toContain(message);
    expect(said).toContain(fix);
    expect(code).toBe(2);
  });

  test('an exercise that there is not', async () => {
    const { code, stderr } = await account.run('verify', ['--exercise', '7']);
    expect(stderr).toContain('--exercise 7 is not one of those that it can look at here');
    expect(code).toBe(2);
  });
});

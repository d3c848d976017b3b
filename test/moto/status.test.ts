import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { clusterFile, useAccount } from './support/account.ts';
import { clusterOnAws, type ClusterOnAws } from './support/cluster-on-aws.ts';
import type { ClusterState } from './support/eks-state.ts';
import { defaultKubernetes } from '../../tables/kubernetes.ts';
import { minorAfter } from '../support/kubernetes.ts';

const account = useAccount();
const own = defaultKubernetes;
const [older, newer] = [minorAfter(own, -1), minorAfter(own, 1)];

let cluster: ClusterOnAws | undefined;
let untouched: ClusterState | undefined;
beforeEach(async () => {
  cluster ??= await clusterOnAws(account);
  untouched = structuredClone(withoutFunctions(cluster.state));
  account.front.answer('ssm:GetParameter', () => release(`${own}.2-20261101`));
});
afterEach(() => {
  if (cluster && untouched) Object.assign(cluster.state, structuredClone(untouched));
});

test('all is ACTIVE: versions, sizes, and nothing to do', async () => {
  const { code, stdout, stderr } = await account.run('status');
  expect(stderr).toBe('');
  expect(stdout).toBe(`sock-shop  us-west-2, Kubernetes ${own} (eks.5), standard support
  control plane         ACTIVE  answers 198.51.100.7/32
  node group workers    ACTIVE  3 of 3 nodes (2 to 4) × t3.large, image ${own}.2-20261101
  addon coredns         ACTIVE  v1.12.4-eksbuild.2
  addon kube-proxy      ACTIVE  v${own}.1-eksbuild.2
  addon metrics-server  ACTIVE  v0.8.0-eksbuild.2
  addon vpc-cni         ACTIVE  v1.20.4-eksbuild.2
`);
  expect(code).toBe(0);
});

test('newer node images, addons and a newer minor in the file', async () => {
  account.front.answer('ssm:GetParameter', () => release(`${own}.4-20261115`));
  const { state } = there();
  state.addons.set('coredns', { version: 'v1.9.9-eksbuild.9', status: 'ACTIVE' });
  state.version = older;
  const { stdout } = await account.run('status');
  expect(stdout).toContain(`image ${own}.2-20261101; newer: ${own}.4-20261115`);
  expect(stdout).toContain('v1.9.9-eksbuild.9; newer: v1.12.4-eksbuild.2');
  expect(stdout).toContain(
    `the cluster file says Kubernetes ${own}: npm run upgrade -- --cluster sock-shop`,
  );
  expect(stdout).toContain(
    `newer node image: eksctl upgrade nodegroup --name workers --kubernetes-version ${own} --cluster sock-shop --region us-west-2`,
  );
  expect(stdout).not.toContain('behind the control plane');
  expect(stdout).toContain('newer addon: eksctl update addon --name coredns --version latest');
  expect(account.front.calls.find(({ action }) => action === 'ssm:GetParameter')?.params.Name).toBe(
    `/aws/service/eks/optimized-ami/${own}/amazon-linux-2023/x86_64/standard/recommended/release_version`,
  );
});

test('a control plane that is ahead of its nodes, and of the file', async () => {
  there().state.version = newer;
  const { code, stdout } = await account.run('status');
  expect(code).toBe(0);
  expect(stdout).toContain(`says Kubernetes ${own}, and ${newer} runs: write that into it`);
  expect(stdout).toContain(`node group workers runs Kubernetes ${own}, behind the control plane`);
});

test("EKS's health issues come with what to do", async () => {
  const { state } = there();
  const group = state.nodeGroups.get('workers');
  if (!group) throw new Error('moto has no node group');
  state.nodeGroups.set('workers', {
    ...group,
    status: 'CREATE_FAILED',
    issues: [{ code: 'NodeCreationFailure', message: 'Not joined.', resourceIds: ['i-1', 'i-2'] }],
  });
  state.addons.set('coredns', { version: 'v1.12.4-eksbuild.2', status: 'DEGRADED' });
  state.health = [{ code: 'SomethingNew', message: 'Never seen.' }];
  const { code, stdout } = await account.run('status');
  expect(code).toBe(1);
  expect(stdout).toMatch(/addon coredns +DEGRADED/);
  expect(stdout).toContain(`  sock-shop: SomethingNew: Never seen.
  workers: NodeCreationFailure: Not joined. (i-1, i-2)
    the instances start but do not join the cluster: the node role lacks its policies`);
});

test('half made: what the file says and EKS lacks', async () => {
  await clusterOnAws(account, { name: 'half', without: ['nodeGroup', 'addons'] });
  account.writeCluster('half', clusterFile('half'));
  const { code, stdout } = await account.run('status', ['--cluster', 'half']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/node group workers +not there +the cluster file has it/);
  expect(stdout).toMatch(/addon vpc-cni +not there/);
  expect(stdout).toContain('npm run up -- --cluster half continues where it stopped');
  const byName = await account.run('status', ['--cluster', 'half', '--region', 'eu-west-1']);
  expect(byName.code).toBe(1);
  expect(byName.stdout).toContain('not made yet: npm run up -- --cluster half');
});

describe('no cluster', () => {
  test('and no stack', async () => {
    account.writeCluster('none', clusterFile('none'));
    const { code, stdout } = await account.run('status', ['--cluster', 'none', '--wait']);
    expect(code).toBe(1);
    expect(stdout).toContain('none  us-west-2\n  not made yet: npm run up -- --cluster none\n');
  });

  test('but a stack that failed, and why', async () => {
    account.writeCluster('none', clusterFile('none'));
    account.front.answer('cloudformation:DescribeStacks', () => stack('ROLLBACK_COMPLETE'));
    account.front.answer('cloudformation:DescribeStackEvents', () => ({
      body: `<DescribeStackEventsResponse><DescribeStackEventsResult><StackEvents>${[
        event('VPC', 'Resource creation cancelled'),
        event('ControlPlane', 'The maximum number of VPCs has been reached.'),
      ].join('')}</StackEvents></DescribeStackEventsResult></DescribeStackEventsResponse>`,
    }));
    const { code, stdout } = await account.run('status', ['--cluster', 'none']);
    expect(code).toBe(1);
    expect(stdout)
      .toContain(`  there is no cluster, but the stack eksctl-none-cluster is ROLLBACK_COMPLETE
  what failed first: ControlPlane: The maximum number of VPCs has been reached.
  delete it before the next try: npm run down -- --cluster none --region us-west-2`);
  });

  test('but a stack that is being made', async () => {
    account.writeCluster('none', clusterFile('none'));
    account.front.answer('cloudformation:DescribeStacks', () => stack('CREATE_IN_PROGRESS'));
    const { stdout } = await account.run('status', ['--cluster', 'none']);
    expect(stdout).toContain('it is being made: npm run status -- --cluster none --wait');
  });
});

describe('--wait', () => {
  test('until all is ACTIVE, a line per change', async () => {
    const { state } = there();
    Object.assign(state, {
      status: 'UPDATING',
      change: { left: 1, done: () => (state.status = 'ACTIVE') },
    });
    const { code, stdout } = await account.run('status', ['--cluster', 'sock-shop', '--wait']);
    expect(code).toBe(0);
    expect(stdout)
      .toContain(`sock-shop: control plane UPDATING, workers ACTIVE, 4 of 4 addons ACTIVE
sock-shop: control plane ACTIVE, workers ACTIVE, 4 of 4 addons ACTIVE
sock-shop  us-west-2`);
  });

  test('on past an addon that only wants for nodes, as long as they are coming', async () => {
    const { state } = there();
    const group = state.nodeGroups.get('workers');
    if (!group) throw new Error('moto has no node group');
    group.status = 'CREATING';
    const message =
      'The add-on is unhealthy because it does not have the desired number of replicas.';
    const issues = [{ code: 'InsufficientNumberOfReplicas', message }];
    state.addons.set('coredns', { version: 'v1.12.4-eksbuild.2', status: 'DEGRADED', issues });
    let looks = 0;
    account.front.answer('eks:ListNodegroups', () => {
      looks += 1;
      if (looks === 2) group.status = 'ACTIVE';
      if (looks === 3)
        state.addons.set('coredns', { version: 'v1.12.4-eksbuild.2', status: 'ACTIVE' });
    });
    const { code, stdout } = await account.run('status', ['--cluster', 'sock-shop', '--wait']);
    expect(code).toBe(0);
    expect(stdout)
      .toContain(`sock-shop: control plane ACTIVE, workers CREATING, 3 of 4 addons ACTIVE
sock-shop: control plane ACTIVE, workers ACTIVE, 3 of 4 addons ACTIVE
sock-shop: control plane ACTIVE, workers ACTIVE, 4 of 4 addons ACTIVE
sock-shop  us-west-2`);
  });

  test('not longer than --timeout', async () => {
    there().state.status = 'CREATING';
    const { code, stdout, stderr } = await account.run('status', [
      '--cluster',
      'sock-shop',
      '--wait',
      '--timeout',
      '2s',
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^waited \d+ s for sock-shop to be ACTIVE; the last that was seen: /);
    expect(stdout).toMatch(/control plane +CREATING/);
  });

  test('not at all for what has failed', async () => {
    there().state.status = 'FAILED';
    const { code, stdout } = await account.run('status', ['--cluster', 'sock-shop', '--wait']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/control plane +FAILED/);
  });
});

test('--json, for programs; --all, for every file', async () => {
  account.writeCluster('none', clusterFile('none'));
  account.writeCluster('by-hand', clusterFile('by-hand', 'manifestsOnly: true\n'));
  const { code, stdout } = await account.run('status', ['--all', '--json']);
  expect(code).toBe(1);
  const { clusters } = JSON.parse(stdout) as { clusters: { cluster: string; ready: boolean }[] };
  expect(clusters.map(({ cluster, ready }) => [cluster, ready])).toEqual([
    ['half', false],
    ['none', false],
    ['sock-shop', true],
  ]);
  expect(clusters.at(-1)).toMatchObject({
    controlPlane: { kubernetes: own, status: 'ACTIVE' },
    nodeGroups: [{ name: 'workers', running: 3, desired: 3, max: 4 }],
  });
});

describe('what cannot be asked', () => {
  const args = ['--cluster', 'sock-shop'];

  test('permissions for the extras alone: the rest is told', async () => {
    account.front.fail('ssm:GetParameter', { code: 'AccessDeniedException' });
    account.front.fail('autoscaling:DescribeAutoScalingGroups', { code: 'AccessDenied' });
    const { code, stdout } = await account.run('status', args);
    expect(code).toBe(0);
    expect(stdout).toContain(
      'not known: how many nodes run: these credentials may not do autoscaling:DescribeAutoScalingGroups',
    );
    expect(stdout).toContain('not known: whether there is a newer node image');
    expect(stdout).toContain('node group workers    ACTIVE  3 nodes (2 to 4)');
  });

  test('the cluster itself: exit 2, for all of them after the others', async () => {
    account.front.fail('eks:DescribeCluster', { code: 'AccessDeniedException', status: 403 });
    expect(await account.run('status', args)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('may not do eks:DescribeCluster in us-west-2'),
    });
    account.front.reset();
    account.front.fail('eks:ListAddons', { code: 'ThrottlingException', status: 429 });
    const all = await account.run('status', ['--all']);
    expect(all.code).toBe(2);
    expect(all.stdout).toContain('none  us-west-2\n  not made yet');
    expect(all.stderr).toContain('half  us-west-2\n  eks gets too many requests at the moment');
    expect(all.stderr).toContain('sock-shop  us-west-2\n  the same as for half');
  });

  test.each([
    ['--timeout alone', ['--timeout', '5m'], '--timeout needs --wait'],
    [
      'no duration',
      ['--wait', '--timeout', '5'],
      '--timeout 5 is not a duration\ndid you mean 5m?',
    ],
    ['JSON of changes', ['--wait', '--json'], 'which is not JSON'],
    ['all and one', ['--all', '--cluster', 'x'], '--all and --cluster cannot be used together'],
  ])('%s', async (_, flags, message) => {
    const { code, stderr } = await account.run('status', flags);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

function there(): ClusterOnAws {
  if (!cluster) throw new Error('the cluster is there once the tests run');
  return cluster;
}

function withoutFunctions(state: ClusterState): ClusterState {
  const copy = { ...state };
  delete copy.change;
  return copy;
}

function release(Value: string) {
  return { body: { Parameter: { Name: 'release_version', Type: 'String', Value } } };
}

function stack(status: string) {
  return {
    body: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>eksctl-none-cluster</StackName><StackStatus>${status}</StackStatus><CreationTime>2026-11-01T00:00:00Z</CreationTime></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  };
}

function event(resource: string, reason: string): string {
  return `<member><LogicalResourceId>${resource}</LogicalResourceId><ResourceStatus>CREATE_FAILED</ResourceStatus><ResourceStatusReason>${reason}</ResourceStatusReason></member>`;
}

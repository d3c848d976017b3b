import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { stackRole } from '../../aws/roles/stack-role.ts';
import { clusterFile, useAccount } from './support/account.ts';
import { type ClusterOnAws, clusterOnAws } from './support/cluster-on-aws.ts';
import { playEksctl } from './support/eksctl.ts';
import { emptyAccount } from './support/empty-account.ts';
import { killedAt } from './support/killed.ts';
import { type KubernetesState, playKubectl } from './support/kubectl.ts';
import { stackAnswer, stackEventsAnswer } from './support/stack-answers.ts';

const account = useAccount();
// No registry is asked: a mirror that nobody answers for is not checked, and no failure.
const mirror = 'images: { registry: 127.0.0.1:9 }\n';
const up = ['--from', '198.51.100.7', '--anyway'];
const file = 'dist/sock-shop/eksctl/cluster.yaml';

beforeEach(() => account.writeCluster('sock-shop', clusterFile('sock-shop', mirror)));
afterEach(async () => {
  await emptyAccount(account);
  rmSync(join(account.folder, 'dist'), { recursive: true, force: true });
  rmSync(account.kubeconfig, { force: true });
});

test('the plan tells all steps and the price, and does none', async () => {
  playEksctl(account);
  playKubectl(account);
  const { code, stdout, stderr } = await account.run('up', up);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const order = [
    'Create sock-shop in us-west-2',
    'npm run synth -- --cluster sock-shop',
    `eksctl create cluster -f ${file}`,
    'npm run kubeconfig -- --cluster sock-shop',
    'kubectl apply -f dist/sock-shop/platform',
    'kubectl apply -f dist/sock-shop/apps',
    'kubectl apply -f dist/sock-shop/jenkins',
    'Wait until all of it runs',
    'price with 3 nodes (to begin with)',
    'Nothing was done. To do it: npm run up -- --from 198.51.100.7 --anyway --yes',
  ].map((words) => stdout.indexOf(words));
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(account.programs.lines('eksctl').filter((line) => !/version/.test(line))).toEqual([]);
  expect(() => readFileSync(join(account.folder, file))).toThrow('ENOENT');
});

test('from nothing to addresses; a second run finds nothing to make', async () => {
  const clusters = playEksctl(account);
  play();
  const { code, stdout, stderr } = await account.run('up', [...up, '--yes']);
  expect({ code, stderr, stdout: code ? stdout : '' }).toEqual({ code: 0, stderr: '', stdout: '' });
  expect([...clusters.keys()]).toEqual(['sock-shop']);
  expect(readFileSync(account.kubeconfig, 'utf8')).toContain(
    'current-context: sock-shop.us-west-2',
  );
  expect(stdout).toContain('Sock Shop: http://a1b2.us-west-2.elb.amazonaws.com');
  expect(stdout).toContain('Jenkins: kubectl port-forward -n dev-bc-svc service/jenkins 8080:8080');
  expect(applied()).toEqual(['platform', 'apps', 'jenkins']);
  // Every call was for this cluster, whatever the user's own kubeconfig says.
  const asked = account.programs.calls.filter(
    ({ program, args }) => program === 'kubectl' && !/^(version|config)$/.test(args[0] ?? ''),
  );
  expect(asked.length).toBeGreaterThan(8);
  expect(asked.filter(({ kubeconfig }) => kubeconfig === account.kubeconfig)).toEqual([]);

  const again = await secondRun();
  expect(again.stdout).toContain('Continue with sock-shop in us-west-2');
});

test.each([
  ['nodeGroup', `eksctl create nodegroup -f ${file}`],
  ['addons', `eksctl create addon -f ${file}`],
  [
    'serviceAccounts',
    `eksctl create iamserviceaccount -f ${file} --override-existing-serviceaccounts --approve`,
  ],
] as const)('a cluster without its %s gets it, and nothing else', async (part, command) => {
  const cluster = await clusterOnAws(account, { without: [part] });
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  play();
  const { code, stderr } = await account.run('up', [...up, '--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(account.programs.lines('eksctl').filter((line) => /create|utils/.test(line))).toEqual([
    command,
  ]);
});

test.each([
  [
    'groupTags',
    'the tags project, cluster, owner of the Auto Scaling group',
    async () => {
      const autoscaling = await account.aws.autoscaling();
      const { AutoScalingGroups = [] } = await autoscaling.describeAutoScalingGroups({});
      return AutoScalingGroups.flatMap(({ Tags = [] }) =>
        Tags.filter(({ Key }) => /^(project|cluster|owner)$/.test(String(Key))).map(
          ({ Key, Value, PropagateAtLaunch }) => [Key, Value, PropagateAtLaunch],
        ),
      ).sort();
    },
    [
      ['cluster', 'sock-shop', false],
      ['owner', 'dev', false],
      ['project', 'eks-sock-shop', false],
    ],
  ],
  [
    'retention',
    'the retention of 7 days of the log group /aws/eks/sock-shop/cluster',
    async () => {
      const logs = await account.aws.logs();
      const { logGroups = [] } = await logs.describeLogGroups({});
      return logGroups.map(({ retentionInDays }) => retentionInDays);
    },
    [7],
  ],
] as const)('%s, to which eksctl did not come, are set', async (part, what, read, right) => {
  const cluster = await clusterOnAws(account, { without: [part] });
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  play();
  expect(await read()).not.toEqual(right);
  expect((await account.run('status')).stdout).toContain(`lacks ${what}`);
  const { code, stdout, stderr } = await account.run('up', [...up, '--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`making ${what}`);
  expect(await read()).toEqual(right);
  await secondRun();
  expect((await account.run('status')).stdout).not.toContain('lacks');
});

test('the network plugin gets the role to which eksctl did not come, before nodes that would get its policy', async () => {
  const cluster = await clusterOnAws(account, { without: ['addonRoles', 'nodeGroup'] });
  const given: string[] = [];
  playEksctl(account, {
    clusters: new Map([['sock-shop', cluster]]),
    before: (line) => {
      const path = /^update addon -f (\S+)/.exec(line)?.[1];
      if (path) given.push(readFileSync(path, 'utf8'));
      return undefined;
    },
  });
  play();
  expect((await account.run('status')).stdout).toContain('lacks the role of the addon vpc-cni');
  const { code, stderr } = await account.run('up', [...up, '--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(
    account.programs.lines('eksctl').flatMap((line) => /(update|create) \w+/.exec(line)?.[0] ?? []),
  ).toEqual(['update addon', 'create nodegroup']);
  expect(parse(given.join())).toMatchObject({
    metadata: { name: 'sock-shop' },
    addons: [
      {
        name: 'vpc-cni',
        attachPolicyARNs: ['arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy'],
        configurationValues: '{"enableNetworkPolicy":"true"}',
      },
    ],
  });
  expect(cluster.state.addons.get('vpc-cni')?.roleArn).toBeDefined();
  await secondRun();
});

test.each([
  ['is not there', undefined],
  ['has no role', {}],
  ['has the role of an earlier cluster', { role: 'arn:aws:iam::123456789012:role/old' }],
])('a ServiceAccount that %s, although its role is, gets it, and new pods', async (_, before) => {
  const cluster = await clusterOnAws(account);
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  const named = { namespace: 'kube-system', name: 'cluster-autoscaler' };
  const state = play({ accounts: before ? [{ ...named, ...before }] : [] });
  const { code, stdout, stderr } = await account.run('up', [...up, '--yes']);
  expect({ code, stderr, stdout: code ? stdout : '' }).toEqual({ code: 0, stderr: '', stdout: '' });
  const role = await stackRole(account.aws, 'sock-shop', named);
  expect(role).toMatch(/^arn:aws:iam::123456789012:role\//);
  expect(state.accounts).toEqual([{ ...named, role }]);
  const lines = account.programs.lines('kubectl');
  const order = ['apply -f -', 'rollout restart deployment/cluster-autoscaler', 'wait --for'].map(
    (words) => lines.findIndex((line) => line.includes(words)),
  );
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  await secondRun();
});

test('a run that is killed while eksctl works is finished by the next one', async () => {
  const clusters = new Map<string, ClusterOnAws>();
  let begun: () => void = () => undefined;
  const eksctlBegan = new Promise<void>((resolve) => (begun = resolve));
  // The control plane is made, and eksctl dies with its terminal before it comes to the rest.
  playEksctl(account, {
    before: async (line) => {
      if (!line.startsWith('create cluster')) return undefined;
      const without = ['nodeGroup', 'addons', 'serviceAccounts'] as const;
      clusters.set('sock-shop', await clusterOnAws(account, { without }));
      begun();
      return new Promise(() => undefined);
    },
  });
  play();
  await killedAt(account, 'up', [...up, '--yes'], eksctlBegan);

  playEksctl(account, { clusters });
  const { code, stderr, stdout } = await account.run('up', [...up, '--yes']);
  expect({ code, stderr, stdout: code ? stdout : '' }).toEqual({ code: 0, stderr: '', stdout: '' });
  expect(
    account.programs.lines('eksctl').filter((line) => /create (?!cluster)/.test(line)),
  ).toEqual([
    // Of the addons, those alone that work before there are nodes.
    expect.stringMatching(/^eksctl create addon -f \/.*\/eksctl-\w+\/cluster\.yaml$/),
    `eksctl create iamserviceaccount -f ${file} --override-existing-serviceaccounts --approve`,
    `eksctl create nodegroup -f ${file}`,
    `eksctl create addon -f ${file}`,
  ]);
  expect(applied()).toEqual(['platform', 'apps', 'jenkins']);
});

test('what CloudFormation is still making is waited for', async () => {
  const cluster = await clusterOnAws(account, { without: ['nodeGroup'] });
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  play();
  let asked = 0;
  account.front.answer('cloudformation:DescribeStacks', () =>
    asked++ < 3 ? stackAnswer('eksctl-sock-shop-cluster', 'CREATE_IN_PROGRESS') : undefined,
  );
  const { code, stderr, stdout } = await account.run('up', [...up, '--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('eksctl-sock-shop-cluster: CREATE_IN_PROGRESS');
  expect(account.programs.lines('eksctl')).toContain(`eksctl create nodegroup -f ${file}`);
});

test.each([
  ['eksctl-sock-shop-cluster', 'ROLLBACK_COMPLETE', 'npm run down -- --cluster sock-shop --yes'],
  [
    'eksctl-sock-shop-nodegroup-workers',
    'CREATE_FAILED',
    'aws cloudformation update-termination-protection --no-enable-termination-protection --region us-west-2 --stack-name eksctl-sock-shop-nodegroup-workers && aws cloudformation delete-stack --region us-west-2 --stack-name eksctl-sock-shop-nodegroup-workers',
  ],
  ['eksctl-sock-shop-cluster', 'ROLLBACK_IN_PROGRESS', 'wait until CloudFormation is done'],
  ['eksctl-sock-shop-cluster', 'DELETE_IN_PROGRESS', 'wait until CloudFormation is done'],
])('%s in %s is named with its reason, and what to do', async (stack, status, fix) => {
  playEksctl(account);
  account.front.answer('cloudformation:DescribeStacks', () => stackAnswer(stack, status));
  account.front.answer('cloudformation:DescribeStackEvents', () => stackEventsAnswer(events));
  const { code, stderr } = await account.run('up', [...up, '--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain(
    `the stack ${stack} is ${status}: NatGateway (AWS::EC2::NatGateway) failed: too many of them`,
  );
  expect(stderr).toContain(fix);
  expect(account.programs.lines('eksctl').filter((line) => /create/.test(line))).toEqual([]);
});

test('an eksctl that fails is explained by its stacks', async () => {
  playEksctl(account, {
    before: (line) => {
      if (!line.startsWith('create cluster')) return undefined;
      account.front.answer('cloudformation:DescribeStacks', () =>
        stackAnswer('eksctl-sock-shop-cluster', 'ROLLBACK_COMPLETE'),
      );
      account.front.answer('cloudformation:DescribeStackEvents', () => stackEventsAnswer(events));
      return { code: 1, stderr: 'Error: failed to create cluster "sock-shop"\n' };
    },
  });
  play();
  const { code, stderr } = await account.run('up', [...up, '--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain('eksctl could not make sock-shop');
  expect(stderr).not.toContain('address');
  expect(stderr).toContain('NatGateway (AWS::EC2::NatGateway) failed: too many of them');
  expect(stderr).toContain('Stopped at step 2 of');
});

describe('--only cluster', () => {
  const only = [...up, '--only', 'cluster'];
  // A ServiceAccount with its role is part of what eksctl makes.
  const inside = () =>
    account.programs
      .lines('kubectl')
      .filter((line) => /\b(apply (?!-f -)|create|wait|rollout)\b/.test(line));

  test('shows its plan, then creates what exercise 1 needs, applies nothing, and names the page', async () => {
    const clusters = playEksctl(account);
    play({ autoscaler: undefined });
    const shown = await account.run('up', only);
    expect({ code: shown.code, stderr: shown.stderr }).toEqual({ code: 0, stderr: '' });
    expect(shown.stdout).toContain('Create sock-shop in us-west-2, and apply nothing to it');
    expect(shown.stdout).toContain('price with 3 nodes (to begin with)');
    expect(shown.stdout).toContain(
      'To do it: npm run up -- --from 198.51.100.7 --only cluster --anyway --yes',
    );
    expect(clusters.size).toBe(0);

    const { code, stdout, stderr } = await account.run('up', [...only, '--yes']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect([...clusters.keys()]).toEqual(['sock-shop']);
    expect(inside()).toEqual([]);
    expect(stdout.trimEnd().split('\n').at(-1)).toContain('docs/exercises.md');
    expect(readFileSync(account.kubeconfig, 'utf8')).toContain(
      'current-context: sock-shop.us-west-2',
    );
    // What is the exercises' is still there to be applied.
    expect(await secondRun(only)).toMatchObject({ code: 0 });
    expect(inside()).toEqual([]);
  });

  test.each(['nodeGroup', 'addons', 'serviceAccounts'] as const)(
    'goes on with a cluster without its %s',
    async (part) => {
      const cluster = await clusterOnAws(account, { without: [part] });
      playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
      play({ autoscaler: undefined });
      const { code, stdout, stderr } = await account.run('up', [...only, '--yes']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('Make what sock-shop lacks');
      expect(inside()).toEqual([]);
      await secondRun(only);
    },
  );

  test('another word is told once, whatever the clusters', async () => {
    const { code, stdout, stderr } = await account.run('up', ['--all', '--only', 'apps']);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: '--only apps is not possible\nallowed: --only cluster\n',
    });
  });
});

test('a cluster of somebody else is left alone', async () => {
  await clusterOnAws(account);
  account.front.answer('eks:DescribeCluster', () => ({
    body: { cluster: { name: 'sock-shop', status: 'ACTIVE', arn: 'arn:x', tags: { owner: 'x' } } },
  }));
  const { code, stderr } = await account.run('up', [...up, '--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain('was not made from a cluster file of this project');
  expect(account.programs.lines('eksctl').filter((line) => /create/.test(line))).toEqual([]);
});

test('persistent databases get their Secret before they are applied; its value is nowhere to be seen', async () => {
  account.writeCluster(
    'sock-shop',
    clusterFile('sock-shop', `${mirror}sockShop: { storage: persistent }\n`),
  );
  playEksctl(account);
  const state = play();
  const { code, stdout, stderr } = await account.run('up', [...up, '--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(state.secrets).toMatchObject([{ namespace: 'sock-shop', name: 'catalogue-db' }]);
  const inputs = account.programs.calls.map(({ input }) => input).filter((input) => input !== '');
  const secret = inputs.find((input) => input.includes('"kind":"Secret"')) ?? '';
  const [, value = ''] = /"root-password":"(\w+)"/.exec(secret) ?? [];
  expect(value).toMatch(/^[0-9a-f]{32}$/);
  expect(stdout + account.programs.lines().join()).not.toContain(value);
  const again = await account.run('up', [...up, '--yes']);
  expect(again.stdout).toContain('Secret sock-shop/catalogue-db exists already');
  expect(state.secrets).toHaveLength(1);
});

test('with Flux, up stops before what Flux does, and says how to bootstrap it', async () => {
  const flux = 'flux: { url: "https://github.com/example/clusters" }\n';
  account.writeCluster('sock-shop', clusterFile('sock-shop', mirror + flux));
  playEksctl(account);
  play();
  const { code, stdout, stderr } = await account.run('up', [...up, '--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(applied()).toEqual(['jenkins']);
  expect(stdout).toContain(
    'flux bootstrap git --url=https://github.com/example/clusters --branch=main --path=dist/sock-shop/flux',
  );
});

test('an API that cannot be reached names allow-me', async () => {
  const cluster = await clusterOnAws(account);
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  playKubectl(account, { unreachable: 'Unable to connect to the server: i/o timeout' });
  const { code, stderr } = await account.run('up', [...up, '--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain("the Kubernetes API of sock-shop can't be used from here");
  expect(stderr).toContain('npm run allow-me -- --cluster sock-shop --apply');
});

test('a pod that does not come is told with where to look; an API that goes away with allow-me', async () => {
  const cluster = await clusterOnAws(account);
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  const state = play({
    before: (line) =>
      line.includes('-n sock-shop wait') ? { code: 1, stderr: 'timed out\n' } : undefined,
  });
  const slow = await account.run('up', [...up, '--yes']);
  expect(slow.code).toBe(2);
  expect(slow.stderr).toContain('not everything runs in the namespace sock-shop');
  expect(account.programs.lines()).toContain('kubectl -n sock-shop get pods');

  state.before = (line) => {
    if (line.includes('-n sock-shop wait')) state.unreachable = 'i/o timeout';
    return undefined;
  };
  const gone = await account.run('up', [...up, '--yes']);
  expect(gone.code).toBe(2);
  expect(gone.stderr).toContain('npm run allow-me -- --cluster sock-shop --apply');
});

test('--all plans every file', async () => {
  account.writeCluster('second', clusterFile('second', mirror));
  playEksctl(account);
  try {
    const { code, stdout } = await account.run('up', ['--all', ...up]);
    expect(code).toBe(0);
    expect(stdout.match(/^Create \S+ in us-west-2$/gm)).toEqual([
      'Create second in us-west-2',
      'Create sock-shop in us-west-2',
    ]);
  } finally {
    rmSync(join(account.folder, 'clusters', 'second.yaml'));
  }
});

test('what preflight finds wrong stops it, before anything is done', async () => {
  account.writeCluster(
    'sock-shop',
    clusterFile('sock-shop', mirror).replace('198.51.100.7', '198.51.100.8'),
  );
  playEksctl(account);
  const { code, stdout } = await account.run('up', ['--from', '198.51.100.7', '--yes']);
  expect(code).toBe(1);
  expect(stdout).toContain('Nothing was done. Fix the FAILED lines from the top');
  expect(account.programs.lines('eksctl').filter((line) => /create/.test(line))).toEqual([]);
});

test('an output that the checks refuse is not brought up', async () => {
  account.writeCluster('sock-shop', `${clusterFile('sock-shop', mirror)}nodes: { max: 1 }\n`);
  const { code, stderr } = await account.run('up', [...up, '--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain('clusters/sock-shop.yaml');
  expect(account.front.calls).toEqual([]);
});

test('stacks without their cluster are in the way, and named', async () => {
  await clusterOnAws(account, { without: ['cluster'] });
  const { code, stderr } = await account.run('up', [...up, '--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain(
    'there is no cluster sock-shop in us-west-2, but the stacks of one: eksctl-sock-shop-cluster',
  );
  expect(stderr).toContain('npm run down -- --cluster sock-shop --yes');
});

test('a launch template of its own is made by launch-template first', async () => {
  account.writeCluster(
    'sock-shop',
    clusterFile('sock-shop', `${mirror}nodes: { launchTemplate: { own: true } }\n`),
  );
  const { code, stderr } = await account.run('up', [...up, '--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain('npm run launch-template -- --cluster sock-shop --yes');
});

test('roles of its own that are made already do not stop it', async () => {
  const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
  const keys = `roles: { own: true, cluster: "${role('a')}", node: "${role('b')}" }\n`;
  account.writeCluster('sock-shop', clusterFile('sock-shop', mirror + keys));
  const { code, stdout, stderr } = await account.run('up', up);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`eksctl create cluster -f ${file}`);
});

test('admins and learners get what their entries lack, beside those that exist', async () => {
  const [ada, alan, grace] = ['ada', 'alan', 'grace'].map(
    (name) => `arn:aws:iam::123456789012:user/${name}`,
  ) as [string, string, string];
  writeFileSync(
    join(account.folder, 'clusters', 'sock-shop.yaml'),
    `name: sock-shop
owner: dev
access: { from: [198.51.100.7/32], admins: ["${ada}", "${alan}"] }
learners: [{ name: grace, principal: "${grace}" }]
${mirror}`,
  );
  const { state } = await clusterOnAws(account);
  // A run that ended before it came to the policy.
  state.accessEntries.set(ada, { type: 'STANDARD', username: '', groups: [], policies: [] });
  playEksctl(account);
  play();
  const { code, stderr } = await account.run('up', [...up, '--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const policies = ['arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy'];
  expect(state.accessEntries.get(ada)).toMatchObject({ groups: [], policies });
  expect(state.accessEntries.get(alan)).toMatchObject({ groups: [], policies });
  expect(state.accessEntries.get(grace)).toMatchObject({ groups: ['learner-grace'], policies: [] });
  const again = await account.run('up', up);
  expect(again.stdout).not.toContain('Make what sock-shop lacks');
});

test('an addon that could not be made is made anew; one that is DEGRADED is told of at the end', async () => {
  const cluster = await clusterOnAws(account);
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  play();
  const { addons } = cluster.state;
  addons.set('metrics-server', { version: 'v0.8.0', status: 'CREATE_FAILED' });
  addons.set('coredns', { version: 'v1.12.4', status: 'DEGRADED' });
  const { code, stdout, stderr } = await account.run('up', [...up, '--yes']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(account.programs.lines('eksctl').filter((line) => /create/.test(line))).toEqual([
    `eksctl create addon -f ${file}`,
  ]);
  expect(addons.get('metrics-server')?.status).toBe('ACTIVE');
  expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([
    'the addon coredns is DEGRADED',
    'what to do: npm run status -- --cluster sock-shop',
  ]);
});

function play(state: Partial<KubernetesState> = {}): KubernetesState {
  return playKubectl(account, {
    autoscaler: 1,
    ingresses: [
      { namespace: 'sock-shop', name: 'sock-shop', host: 'a1b2.us-west-2.elb.amazonaws.com' },
    ],
    ...state,
  });
}

/** Another run, which finds nothing to make. */
async function secondRun(args: readonly string[] = up) {
  account.programs.calls.length = 0;
  const again = await account.run('up', [...args, '--yes']);
  expect({ code: again.code, stderr: again.stderr }).toEqual({ code: 0, stderr: '' });
  expect(again.stdout).not.toContain('Make what sock-shop lacks');
  expect(
    account.programs.lines().filter((line) => /create|update|apply -f -|restart/.test(line)),
  ).toEqual([]);
  return again;
}

function applied(): string[] {
  return account.programs
    .lines('kubectl')
    .flatMap((line) => /^kubectl apply -f dist\/sock-shop\/(\w+)$/.exec(line)?.[1] ?? []);
}

// The newest first; what came after the first failure was only cancelled.
const events = [
  {
    resource: 'VPC',
    type: 'AWS::EC2::VPC',
    status: 'CREATE_FAILED',
    reason: 'Resource creation cancelled',
  },
  {
    resource: 'NatGateway',
    type: 'AWS::EC2::NatGateway',
    status: 'CREATE_FAILED',
    reason: 'too many of them',
  },
];

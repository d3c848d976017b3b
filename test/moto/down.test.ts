import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { clusterFile, REGION, useAccount } from './support/account.ts';
import { type ClusterOnAws, clusterOnAws } from './support/cluster-on-aws.ts';
import { deleteControlPlane, deleteEverything, playEksctl } from './support/eksctl.ts';
import { failed } from './support/front.ts';
import { emptyAccount } from './support/empty-account.ts';
import { inventory } from './support/inventory.ts';
import { playKubectl } from './support/kubectl.ts';
import {
  addClassicLoadBalancer,
  addLoadBalancer,
  addNetworkInterface,
  addVolume,
} from './support/leftovers.ts';
import { killedAt } from './support/killed.ts';
import { stackAnswer, stackEventsAnswer } from './support/stack-answers.ts';
import { motoOf } from './support/straight.ts';

const account = useAccount();
afterEach(() => emptyAccount(account));

const OURS = { project: 'eks-sock-shop', cluster: 'sock-shop' };
const byName = ['--cluster', 'sock-shop', '--region', REGION];
const unreachable = 'Unable to connect to the server: dial tcp 203.0.113.9:443: i/o timeout';

// Everything that a cluster's own controllers and users leave behind.
async function withLeftovers(cluster: ClusterOnAws): Promise<void> {
  await addClassicLoadBalancer(account, cluster);
  await addLoadBalancer(account, cluster);
  await addLoadBalancer(account, cluster, { by: 'in-tree', service: 'x/y' });
  await addVolume(account, cluster);
  await addNetworkInterface(account, cluster);
}

test('the plan names everything, and nothing is done', async () => {
  const cluster = await clusterOnAws(account);
  await withLeftovers(cluster);
  playEksctl(account);
  playKubectl(account, {
    hasFlux: true,
    kustomizations: [
      { namespace: 'flux-system', name: 'sock-shop-apps', suspended: false },
      { namespace: 'flux-system', name: 'flux-system', suspended: false },
    ],
    services: [{ namespace: 'nginx-ingress', name: 'nginx-ingress', type: 'LoadBalancer' }],
    ingresses: [{ namespace: 'sock-shop', name: 'sock-shop' }],
  });
  const { code, stdout, stderr } = await account.run('down', byName);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout).toContain(
    'Delete sock-shop in us-west-2, and everything that it made (owner: dev, account: 123456789012)',
  );
  const order = [
    'patch kustomizations.kustomize.toolkit.fluxcd.io flux-system',
    'patch kustomizations.kustomize.toolkit.fluxcd.io sock-shop-apps',
    'kubectl -n sock-shop delete ingress sock-shop',
    'kubectl -n nginx-ingress delete service nginx-ingress',
    'eksctl delete cluster --name sock-shop --region us-west-2 --disable-nodegroup-eviction --wait\n',
    'log groups',
  ].map((words) => stdout.indexOf(words));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order).not.toContain(-1);
  expect(stdout).toContain('claim sock-shop/data-catalogue-db-0, billed');
  expect(stdout).toContain(
    'Nothing was done. To do it: npm run down -- --cluster sock-shop --region us-west-2 --yes',
  );
  expect(account.front.actions().filter((action) => /Delete|Revoke|Update/.test(action))).toEqual(
    [],
  );
  expect(account.programs.lines('eksctl')).toEqual([]);
});

test('everything goes while the API answers, and the sweep is empty', async () => {
  const cluster = await clusterOnAws(account);
  await addClassicLoadBalancer(account, cluster);
  await addVolume(account, cluster);
  writeFileSync(account.kubeconfig, kubeconfigOf(cluster));
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  playKubectl(account, {
    services: [{ namespace: 'nginx-ingress', name: 'nginx-ingress', type: 'LoadBalancer' }],
    before: async (line) => {
      if (!line.includes('delete service')) return undefined;
      const elb = await motoOf(account).elb();
      const { LoadBalancerDescriptions = [] } = await elb.describeLoadBalancers({});
      for (const { LoadBalancerName } of LoadBalancerDescriptions) {
        await elb.deleteLoadBalancer({ LoadBalancerName });
      }
      return undefined;
    },
  });
  const { code, stdout, stderr } = await account.run('down', [...byName, '--yes']);
  expect({ stderr, code, stdout: code ? stdout : '' }).toEqual({ stderr: '', code: 0, stdout: '' });
  expect(stdout).toContain('Nothing of sock-shop is left in us-west-2');
  // The Service's load balancer went by Kubernetes; its security group is what the controller forgot.
  expect(account.front.actions()).not.toContain('elasticloadbalancing:DeleteLoadBalancer');
  expect(stdout).toMatch(/deleting security group sg-\w+ \(k8s-elb-/);
  expect(stdout).toMatch(/deleting volume vol-/);
  expect(stdout).toContain('deleting log group /aws/eks/sock-shop/cluster');
  expect(stdout).toContain('Remove the context sock-shop.us-west-2 from');
  await expectNothingLeft('sock-shop');
});

test('with the API unreachable it goes through AWS, and nothing of another cluster is touched', async () => {
  const cluster = await clusterOnAws(account);
  const other = await clusterOnAws(account, { name: 'sock-shop-2', cidr: '10.1.0.0/16' });
  await withLeftovers(cluster);
  await withLeftovers(other);
  const ec2 = await motoOf(account).ec2();
  const { VolumeId: stranger } = await ec2.createVolume({
    AvailabilityZone: 'us-west-2a',
    Size: 1,
  });
  const before = await inventory(account);
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  playKubectl(account, { unreachable });
  const { code, stdout, stderr } = await account.run('down', [...byName, '--yes']);
  expect({ stderr, code, stdout: code ? stdout : '' }).toEqual({ stderr: '', code: 0, stdout: '' });
  expect(stdout).toContain(`The Kubernetes API can't be used from here (${unreachable})`);
  expect(account.programs.lines('eksctl')).toEqual([
    'eksctl delete cluster --name sock-shop --region us-west-2 --disable-nodegroup-eviction --wait --force',
  ]);
  await expectNothingLeft('sock-shop');
  const after = await inventory(account);
  const ofOther = (lines: string[]) => lines.filter((line) => line.includes('sock-shop-2'));
  expect(ofOther(after)).toEqual(ofOther(before));
  expect(ofOther(after).length).toBeGreaterThan(15);
  // And what belongs to nobody stays, too.
  const ofNobody = (lines: string[]) =>
    lines.filter((line) => line.startsWith('default vpc') || line.startsWith(`volume ${stranger}`));
  expect(ofNobody(after)).toEqual(ofNobody(before));
  expect(ofNobody(after)).toHaveLength(2);
});

test('a run that is killed while eksctl works is finished by the next one', async () => {
  const cluster = await clusterOnAws(account);
  await withLeftovers(cluster);
  let begun: () => void = () => undefined;
  const eksctlBegan = new Promise<void>((resolve) => (begun = resolve));
  playEksctl(account, {
    before: () => {
      begun();
      return new Promise(() => undefined);
    },
  });
  playKubectl(account, { unreachable });
  await killedAt(account, 'down', [...byName, '--yes'], eksctlBegan);

  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  const { code, stdout, stderr } = await account.run('down', [...byName, '--yes']);
  expect({ stderr, code, stdout: code ? stdout : '' }).toEqual({ stderr: '', code: 0, stdout: '' });
  expect(stdout).toContain('Nothing of sock-shop is left');
  await expectNothingLeft('sock-shop');
});

test('what is left of a cluster that eksctl never finished goes, too', async () => {
  const cluster = await clusterOnAws(account, { without: ['cluster'] });
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  const { code, stdout, stderr } = await account.run('down', [...byName, '--yes']);
  expect({ stderr, code, stdout: code ? stdout : '' }).toEqual({ stderr: '', code: 0, stdout: '' });
  expect(account.programs.lines('eksctl')).toEqual([]);
  expect(stdout).toContain('stack eksctl-sock-shop-cluster (CREATE_COMPLETE)');
  await expectNothingLeft('sock-shop');
});

const clusterStack = 'eksctl-sock-shop-cluster';
const nodesStack = 'eksctl-sock-shop-nodegroup-workers';
const roleStack = 'eksctl-sock-shop-addon-iamserviceaccount-kube-system-cluster-autoscaler';

test('stacks without a control plane go without eksctl, which would break down', async () => {
  const cluster = await clusterOnAws(account);
  await addVolume(account, cluster);
  await deleteControlPlane(account, 'sock-shop');
  playEksctl(account);
  const plan = await account.run('down', byName);
  expect({ stderr: plan.stderr, code: plan.code }).toEqual({ stderr: '', code: 0 });
  const region = `--region ${REGION} --stack-name`;
  expect(plan.stdout).toContain(
    [nodesStack, roleStack, clusterStack]
      .map(
        (stack) =>
          `       aws cloudformation update-termination-protection --no-enable-termination-protection ${region} ${stack} && aws cloudformation delete-stack ${region} ${stack}\n`,
      )
      .join(''),
  );
  expect(account.front.actions().filter((action) => /Delete|Update/.test(action))).toEqual([]);

  const { code, stdout, stderr } = await account.run('down', [...byName, '--yes']);
  expect({ stderr, code, stdout: code ? stdout : '' }).toEqual({ stderr: '', code: 0, stdout: '' });
  expect(account.programs.lines('eksctl')).toEqual([]);
  expect(deletedStacks()).toEqual([nodesStack, roleStack, clusterStack]);
  await expectNothingLeft('sock-shop');
});

test('an eksctl that fails once the control plane is gone is not asked again', async () => {
  const cluster = await clusterOnAws(account);
  await withLeftovers(cluster);
  playEksctl(account, {
    before: async (line) => {
      if (!line.startsWith('delete cluster')) return undefined;
      await deleteControlPlane(account, 'sock-shop');
      return { code: 1, stderr: 'Error: failed to delete cluster with nodegroup(s)\n' };
    },
  });
  playKubectl(account, { unreachable });
  const { code, stdout, stderr } = await account.run('down', [...byName, '--yes']);
  expect({ code, stdout: code ? stdout : '' }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toBe('Error: failed to delete cluster with nodegroup(s)\n');
  expect(account.programs.lines('eksctl')).toHaveLength(1);
  expect(deletedStacks()).toEqual([nodesStack, roleStack, clusterStack]);
  await expectNothingLeft('sock-shop');
});

test('a stack that stays without its cluster keeps nothing else from being deleted', async () => {
  const cluster = await clusterOnAws(account);
  await addVolume(account, cluster);
  await deleteControlPlane(account, 'sock-shop');
  let isStuck = false;
  account.front.answer('cloudformation:DeleteStack', ({ params }) => {
    if (params.StackName !== clusterStack) return undefined;
    isStuck = true;
    return { body: '<DeleteStackResponse></DeleteStackResponse>' };
  });
  account.front.answer('cloudformation:DescribeStacks', () =>
    isStuck ? stackAnswer(clusterStack, 'DELETE_FAILED') : undefined,
  );
  account.front.answer('cloudformation:DescribeStackEvents', () => stackEventsAnswer(blocked));
  const { code, stdout, stderr } = await account.run('down', [...byName, '--yes']);
  expect(code).toBe(2);
  expect(deletedStacks()).toEqual([nodesStack, roleStack, clusterStack, clusterStack]);
  expect(stdout).toContain('The rest is still deleted.');
  expect(stdout).toMatch(/deleting volume vol-/);
  expect(stdout).toContain('deleting log group /aws/eks/sock-shop/cluster');
  expect(stdout).toContain(`Still there:\n`);
  expect(stdout).toContain(`stack ${clusterStack} (DELETE_FAILED)`);
  expect(stderr).toContain(`CloudFormation could not delete ${clusterStack} (DELETE_FAILED)`);
  expect(stderr).toContain('The subnet has dependencies and cannot be deleted.');
  expect(stderr).toContain('delete what is named above, or what uses it, by hand');
  const left = (await inventory(account)).filter((line) => /^(volume|log group)/.test(line));
  expect(left).toEqual([]);
});

test("a cluster of that name that isn't this project's is refused, and its stacks are left alone", async () => {
  const { state } = await clusterOnAws(account);
  const eks = await motoOf(account).eks();
  const { cluster: { arn: resourceArn } = {} } = await eks.describeCluster({ name: 'sock-shop' });
  await eks.untagResource({ resourceArn, tagKeys: ['project'] });
  expect(state.status).toBe('ACTIVE');
  const before = await inventory(account);
  for (const args of [[], byName]) {
    const { code, stderr } = await account.run('down', [...args, '--yes']);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'there is a cluster sock-shop in us-west-2 that was not made from a cluster file of this project',
    );
    expect(stderr).toContain(`if it is yours, tag it: aws eks tag-resource`);
  }
  account.front.answer('eks:DescribeCluster', ({ protocol }) =>
    failed({ code: 'ResourceNotFoundException', status: 404 }, protocol),
  );
  account.front.answer('cloudformation:DescribeStacks', () =>
    stackAnswer(clusterStack, 'CREATE_IN_PROGRESS', 'sock-shop', {}),
  );
  const { code, stdout } = await account.run('down', byName);
  expect(code).toBe(0);
  expect(stdout).toContain(`  not taken: stack ${clusterStack} (CREATE_IN_PROGRESS)\n`);
  expect(stdout).not.toContain(`delete-stack --region ${REGION} --stack-name ${nodesStack}`);
  expect(account.programs.lines('eksctl')).toEqual([]);
  expect(await inventory(account)).toEqual(before);
});

test("a colleague's cluster is refused, unless its owner is named", async () => {
  const cluster = await clusterOnAws(account, { owner: 'ana' });
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  playKubectl(account, { unreachable });
  const before = await inventory(account);
  for (const args of [[], byName, ['--owner', 'ben']]) {
    const { code, stderr } = await account.run('down', [...args, '--yes']);
    expect(code).toBe(2);
    expect(stderr).toContain('sock-shop in us-west-2 belongs to ana, not to ');
    expect(stderr).toContain('--owner ana');
  }
  expect(await inventory(account)).toEqual(before);
  const plan = await account.run('down', ['--owner', 'ana']);
  expect(plan.code).toBe(0);
  expect(plan.stdout).toContain('everything that it made (owner: ana, account: 123456789012)');
  expect(plan.stdout).toContain('To do it: npm run down -- --owner ana --yes');
  const { code, stdout } = await account.run('down', ['--owner', 'ana', '--yes']);
  expect({ code, stdout: code ? stdout : '' }).toEqual({ code: 0, stdout: '' });
  await expectNothingLeft('sock-shop');
});

test('of a cluster that somebody deleted by hand, what its own tags prove goes, and the rest is told', async () => {
  const cluster = await clusterOnAws(account);
  await addVolume(account, cluster);
  await deleteEverything(account, 'sock-shop');
  const { code, stdout, stderr } = await account.run('down', [...byName, '--yes']);
  expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
  expect(stdout).toMatch(/deleting volume vol-/);
  expect(stdout).toContain('It is gone already.');
  expect(account.programs.lines('eksctl')).toEqual([]);
  const byHand = `aws logs delete-log-group --region ${REGION} --log-group-name /aws/eks/sock-shop/cluster`;
  expect(stdout).toContain(
    `  not taken: log group /aws/eks/sock-shop/cluster\n    to delete it by hand: ${byHand}\n`,
  );
  expect(stdout).not.toContain('deleting log group');

  const again = await account.run('down', byName);
  expect(again.stdout).toContain('Nothing of sock-shop is left in us-west-2.');
  expect(again.stdout).toContain(byHand);
  expect(again.code).toBe(1);

  await (
    await motoOf(account).logs()
  ).deleteLogGroup({
    logGroupName: '/aws/eks/sock-shop/cluster',
  });
  const empty = await account.run('down', byName);
  expect(empty.stdout).toBe(
    'Delete sock-shop in us-west-2, and everything that it made (account: 123456789012)\n\nNothing of sock-shop is left in us-west-2.\n',
  );
  expect(empty.code).toBe(0);
});

test('a stack that cannot be deleted is told with what blocks it; the sweep is not empty', async () => {
  await clusterOnAws(account);
  let tries = 0;
  playEksctl(account, {
    before: (line) => {
      if (!line.startsWith('delete cluster')) return undefined;
      tries += 1;
      return { code: 1, stderr: 'Error: failed to delete cluster with nodegroup(s)\n' };
    },
  });
  playKubectl(account, { unreachable });
  account.front.answer('cloudformation:DescribeStackEvents', () => stackEventsAnswer(blocked));
  account.front.answer('cloudformation:DescribeStacks', () =>
    stackAnswer('eksctl-sock-shop-cluster', 'DELETE_FAILED'),
  );
  const { code, stderr } = await account.run('down', [...byName, '--yes']);
  expect(code).toBe(2);
  expect(tries).toBe(2);
  expect(stderr).toContain('Stopped at step 2 of');
  expect(stderr).toContain('eksctl could not delete eksctl-sock-shop-cluster (DELETE_FAILED)');
  expect(stderr).toContain(
    'SubnetPublicUSWEST2A (AWS::EC2::Subnet subnet-0a1b2c3d) could not be deleted: The subnet has dependencies and cannot be deleted.',
  );
  expect(stderr).not.toContain('an earlier attempt');
  expect(stderr).toContain('delete what is named above, or what uses it, by hand');
});

test('what the sweep still finds is told, with exit code 1', async () => {
  await clusterOnAws(account);
  playEksctl(account, {
    before: async (line) => {
      if (!line.startsWith('delete cluster')) return undefined;
      await deleteEverything(account, 'sock-shop');
      const ec2 = await motoOf(account).ec2();
      await ec2.allocateAddress({
        TagSpecifications: [
          {
            ResourceType: 'elastic-ip',
            Tags: [
              { Key: 'alpha.eksctl.io/cluster-name', Value: 'sock-shop' },
              { Key: 'project', Value: 'eks-sock-shop' },
              { Key: 'cluster', Value: 'sock-shop' },
            ],
          },
        ],
      });
      return { stdout: 'done' };
    },
  });
  playKubectl(account, { unreachable });
  const { code, stdout } = await account.run('down', [...byName, '--yes']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/Still there:\n {2}address \d/);
});

test('what is still held for a moment is waited for; what goes away meanwhile is not an error', async () => {
  const cluster = await clusterOnAws(account);
  await withLeftovers(cluster);
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  playKubectl(account, { unreachable });
  const { front } = account;
  front.fail('ec2:DeleteSecurityGroup', { code: 'DependencyViolation', times: 1 });
  front.fail('ec2:DeleteVolume', { code: 'VolumeInUse', times: 1 });
  let asked = 0;
  const gone = { code: 'LoadBalancerNotFound', message: 'gone', status: 400 };
  front.answer('elasticloadbalancing:DescribeTags', () =>
    asked++ === 0 ? failed(gone, 'query') : undefined,
  );
  const { code, stdout, stderr } = await account.run('down', [...byName, '--yes']);
  expect({ stderr, code, stdout: code ? stdout : '' }).toEqual({ stderr: '', code: 0, stdout: '' });
  await expectNothingLeft('sock-shop');
});

test('throttling is waited out', async () => {
  const cluster = await clusterOnAws(account);
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  playKubectl(account, { unreachable });
  account.front.fail('cloudformation:DescribeStacks', { code: 'Throttling', times: 2 });
  const { code } = await account.run('down', [...byName, '--yes']);
  expect(code).toBe(0);
  await expectNothingLeft('sock-shop');
});

test('--expired takes the clusters past their day, and no other', async () => {
  const clusters = new Map<string, ClusterOnAws>();
  for (const [name, expires] of [
    ['old', '2020-01-01'],
    ['young', '2999-01-01'],
    ['timeless', undefined],
  ] as const) {
    clusters.set(name, await clusterOnAws(account, { name, ...(expires && { expires }) }));
  }
  playEksctl(account, { clusters });
  playKubectl(account, { unreachable });
  const { code, stdout, stderr } = await account.run('down', ['--expired', '--yes']);
  expect({ stderr, code, stdout: code ? stdout : '' }).toEqual({ stderr: '', code: 0, stdout: '' });
  expect(stdout).toContain('old in us-west-2 has expired on 2020-01-01');
  expect([...clusters.keys()]).toEqual(['young', 'timeless']);
  expect(account.programs.lines('eksctl').join()).not.toMatch(/young|timeless/);
  expect((await account.run('down', ['--expired'])).stdout).toBe('No cluster is past its day.\n');
});

test('--expired leaves a cluster alone whose day was put off, and takes stacks without one', async () => {
  const expires = '2020-01-01';
  const small = ['nodeGroup', 'addons', 'serviceAccounts', 'logGroup'] as const;
  await clusterOnAws(account, { name: 'longer', expires, without: small });
  await clusterOnAws(account, { name: 'parts', expires, without: ['cluster'] });
  const eks = await motoOf(account).eks();
  const { cluster: { arn: resourceArn } = {} } = await eks.describeCluster({ name: 'longer' });
  await eks.tagResource({ resourceArn, tags: { expires: '2999-01-01' } });
  const { code, stdout, stderr } = await account.run('down', ['--expired', '--yes']);
  expect({ stderr, code, stdout: code ? stdout : '' }).toEqual({ stderr: '', code: 0, stdout: '' });
  expect(stdout).toContain('parts in us-west-2 has expired on 2020-01-01');
  expect(stdout).not.toContain('longer');
  expect(deletedStacks()).toEqual(['eksctl-parts-cluster']);
});

test('--all names the clusters of all files, then takes them, and no other', async () => {
  account.writeCluster('second', clusterFile('second'));
  account.writeCluster('elsewhere', clusterFile('elsewhere', 'manifestsOnly: true\n'));
  const small = ['nodeGroup', 'addons', 'serviceAccounts', 'logGroup'] as const;
  const clusters = new Map<string, ClusterOnAws>();
  for (const name of ['elsewhere', 'second', 'sock-shop']) {
    clusters.set(name, await clusterOnAws(account, { name, without: small }));
  }
  playEksctl(account, { clusters });
  playKubectl(account, { unreachable });
  const names = `The clusters of all cluster files (2):
  second in us-west-2
  sock-shop in us-west-2
`;
  try {
    const plan = await account.run('down', ['--all']);
    expect({ code: plan.code, stderr: plan.stderr }).toEqual({ code: 0, stderr: '' });
    expect(plan.stdout.startsWith(`${names}\nDelete second in us-west-2`)).toBe(true);
    expect(plan.stdout).toContain('Delete sock-shop in us-west-2');
    expect(plan.stdout).toContain('Nothing was done. To do it: npm run down -- --all --yes');
    expect(account.programs.lines('eksctl')).toEqual([]);
    const done = await account.run('down', ['--all', '--yes']);
    expect({ code: done.code, stderr: done.stderr }).toEqual({ code: 0, stderr: '' });
    expect(done.stdout.startsWith(names)).toBe(true);
    expect(done.stdout).toContain('Nothing of second is left in us-west-2');
    expect(done.stdout).toContain('Nothing of sock-shop is left in us-west-2');
    expect([...clusters.keys()]).toEqual(['elsewhere']);
    expect(account.programs.lines('eksctl').join()).not.toContain('elsewhere');
  } finally {
    takeFiles('second', 'elsewhere');
  }
});

test('--all: one that cannot be deleted keeps no other from it', async () => {
  account.writeCluster('second', clusterFile('second'));
  await clusterOnAws(account, { name: 'second', without: ['nodeGroup', 'addons'] });
  playKubectl(account, { unreachable });
  account.front.answer('eks:DescribeCluster', ({ url }) =>
    url.includes('second')
      ? {
          body: {
            cluster: {
              name: 'second',
              status: 'ACTIVE',
              deletionProtection: true,
              tags: { ...OURS, cluster: 'second' },
            },
          },
        }
      : undefined,
  );
  try {
    const { code, stdout, stderr } = await account.run('down', ['--all', '--yes']);
    expect(code).toBe(2);
    expect(stderr).toContain('second is protected against deletion');
    expect(stderr).toContain('1 of 2 clusters failed: second');
    expect(stdout).toContain('Delete sock-shop in us-west-2');
  } finally {
    takeFiles('second');
  }
});

test('--all with a cluster file that is broken: it is told of, and nothing is touched', async () => {
  account.writeCluster('second', 'name: [');
  try {
    const { code, stdout, stderr } = await account.run('down', ['--all', '--yes']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('clusters/second.yaml');
    expect(stderr).toContain('1 problem; nothing was changed.');
    expect(account.front.calls).toEqual([]);
  } finally {
    takeFiles('second');
  }
});

function takeFiles(...names: readonly string[]): void {
  for (const name of names) rmSync(join(account.folder, 'clusters', `${name}.yaml`));
}

test.each([
  [['--cluster', '*', '--region', REGION], '* cannot be the name of a cluster'],
  [['--expired', '--cluster', 'x'], '--expired and --cluster cannot be used together'],
  [['--all', '--cluster', 'x'], '--all and --cluster cannot be used together'],
  [['--all', '--region', REGION], '--all and --cluster cannot be used together'],
  [['--all', '--owner', 'x'], '--owner needs one cluster'],
  [['--expired', '--owner', 'x'], '--owner needs one cluster'],
  [['--all', '--expired'], '--all and --expired cannot be used together'],
  [['--region', REGION], '--region without --cluster names no cluster'],
])('%j is refused', async (args, message) => {
  const { code, stderr } = await account.run('down', args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(account.front.calls).toEqual([]);
});

test('a cluster file that is broken keeps nothing from being deleted', async () => {
  await clusterOnAws(account);
  playKubectl(account, { unreachable });
  const broken = 'name: [';
  account.writeCluster('sock-shop', broken);
  try {
    const { code, stdout } = await account.run('down', byName);
    expect(code).toBe(0);
    expect(stdout).toContain('EKS cluster sock-shop (ACTIVE), billed');
  } finally {
    account.writeCluster('sock-shop', clusterFile('sock-shop'));
  }
});

test('a missing permission is named, before anything is done', async () => {
  await clusterOnAws(account);
  playKubectl(account, { unreachable });
  account.front.fail('ec2:DescribeVolumes', { code: 'UnauthorizedOperation', status: 403 });
  const { code, stderr } = await account.run('down', [...byName, '--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain('these credentials may not do ec2:DescribeVolumes in us-west-2');
  expect(account.programs.lines('eksctl')).toEqual([]);
});

test('credentials that expire in the middle are explained, and the next run goes on', async () => {
  const cluster = await clusterOnAws(account);
  await addVolume(account, cluster);
  playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
  playKubectl(account, { unreachable });
  account.front.fail('ec2:DeleteVolume', { code: 'RequestExpired', status: 400 });
  const first = await account.run('down', [...byName, '--yes']);
  expect(first.code).toBe(2);
  expect(first.stderr).toContain('the AWS credentials have expired');
  expect(first.stderr).toContain('The same command continues from here');
  account.front.answer('ec2:DeleteVolume', () => undefined);
  const second = await account.run('down', [...byName, '--yes']);
  expect({ stderr: second.stderr, code: second.code }).toEqual({ stderr: '', code: 0 });
  await expectNothingLeft('sock-shop');
});

test('a cluster that is protected against deletion is left alone', async () => {
  await clusterOnAws(account);
  playKubectl(account);
  account.front.answer('eks:DescribeCluster', () => ({
    body: {
      cluster: { name: 'sock-shop', status: 'ACTIVE', deletionProtection: true, tags: OURS },
    },
  }));
  const { code, stderr } = await account.run('down', [...byName, '--yes']);
  expect(code).toBe(2);
  expect(stderr).toContain('sock-shop is protected against deletion');
  expect(stderr).toContain('--no-deletion-protection');
});

// In the order in which they were asked to go.
function deletedStacks(): unknown[] {
  return account.front.calls
    .filter(({ action }) => action === 'cloudformation:DeleteStack')
    .map(({ params }) => params.StackName);
}

const nothing = [] as const;

async function expectNothingLeft(name: string): Promise<void> {
  const own = new RegExp(`\\b${name}(?!-2)\\b`);
  const shared = /project=eks-sock-shop|pvc\/namespace=sock-shop/g;
  expect(
    (await inventory(account)).filter((line) => own.test(line.replaceAll(shared, ''))),
  ).toEqual(nothing);
}

function kubeconfigOf({ name, state }: ClusterOnAws): string {
  return `apiVersion: v1
kind: Config
current-context: ${name}.${REGION}
clusters:
- {name: ${name}.${REGION}, cluster: {server: "${state.endpoint}"}}
contexts:
- {name: ${name}.${REGION}, context: {cluster: ${name}.${REGION}, user: ${name}.${REGION}}}
users:
- {name: ${name}.${REGION}, user: {}}
`;
}

const STACK = 'AWS::CloudFormation::Stack';
const name = 'eksctl-sock-shop-cluster';
const blocked = [
  { resource: name, type: STACK, status: 'DELETE_FAILED', reason: 'failed to delete' },
  {
    resource: 'SubnetPublicUSWEST2A',
    type: 'AWS::EC2::Subnet',
    status: 'DELETE_FAILED',
    reason: 'The subnet has dependencies and cannot be deleted.',
    id: 'subnet-0a1b2c3d',
  },
  { resource: name, type: STACK, status: 'DELETE_IN_PROGRESS' },
  { resource: 'Old', type: 'AWS::EC2::VPC', status: 'DELETE_FAILED', reason: 'an earlier attempt' },
];

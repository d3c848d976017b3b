import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { clusterFile, REGION, useAccount } from './support/account.ts';
import { clusterOnAws, type ClusterOnAws, type ClusterOptions } from './support/cluster-on-aws.ts';
import { deleteControlPlane, playEksctl } from './support/eksctl.ts';
import { emptyAccount } from './support/empty-account.ts';
import { inventory } from './support/inventory.ts';
import { kopsCluster } from './support/kops.ts';
import { playKubectl } from './support/kubectl.ts';
import {
  addClassicLoadBalancer,
  addLoadBalancer,
  addNetworkInterface,
  addVolume,
} from './support/leftovers.ts';
import { motoOf } from './support/straight.ts';

// What carries a cluster's name and is somebody else's stays; so does everything when AWS's word can't be trusted.

const account = useAccount();
afterEach(() => emptyAccount(account));

const down = (name: string, ...more: string[]) =>
  account.run('down', ['--cluster', name, '--region', REGION, ...more]);
const unreachable = 'Unable to connect to the server: dial tcp 203.0.113.9:443: i/o timeout';

const changing = () =>
  account.front
    .actions()
    .filter((action) =>
      /Delete|Revoke|Update|Terminate|Modify|Release|Tag(Resource)?$/.test(action),
    )
    .filter((action) => action !== 'elasticloadbalancing:DescribeTags');

async function leftovers(cluster: ClusterOnAws): Promise<void> {
  await addClassicLoadBalancer(account, cluster);
  await addLoadBalancer(account, cluster);
  await addVolume(account, cluster);
  await addNetworkInterface(account, cluster);
}

async function createStack(StackName: string, tags: Record<string, string>): Promise<void> {
  const cloudformation = await motoOf(account).cloudformation();
  await cloudformation.createStack({
    StackName,
    TemplateBody: JSON.stringify({
      AWSTemplateFormatVersion: '2010-09-09',
      Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
    }),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
}

describe('a running cluster of somebody else, of the same name and no EKS cluster', () => {
  test('loses nothing: all of it is told, with the lines that would take it', async () => {
    await kopsCluster(account, 'shop');
    const before = await inventory(account);
    expect(before.filter((line) => line.startsWith('instance running'))).toHaveLength(2);
    const { code, stdout, stderr } = await down('shop', '--yes');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(await inventory(account)).toEqual(before);
    expect(changing()).toEqual([]);
    expect(account.programs.lines('eksctl')).toEqual([]);
    expect(stdout).toContain('Nothing of shop is left in us-west-2.');
    for (const [what, byHand] of [
      [
        /instance i-\w+ \(m1\.small\)/,
        `ec2 terminate-instances --region ${REGION} --instance-ids i-`,
      ],
      [/volume vol-\w+, 100 GiB, claim default\/production-db/, 'ec2 delete-volume'],
      [/Classic load balancer \w+ \(Service default\/production\)/, 'elb delete-load-balancer'],
      [
        /network load balancer k8s-\w+ \(Service default\/production-nlb\)/,
        'elbv2 delete-load-balancer',
      ],
      [/target group k8s-/, 'elbv2 delete-target-group'],
      [/security group sg-\w+ \(nodes\.shop\)/, 'ec2 delete-security-group'],
      [/network interface eni-/, 'ec2 delete-network-interface'],
    ] as const) {
      expect(stdout).toMatch(
        new RegExp(`\n  not taken: ${what.source}.*\n    to delete it by hand: aws `),
      );
      expect(stdout).toContain(`aws ${byHand}`);
    }
  });

  test('loses nothing either while a cluster of this project has the name', async () => {
    await kopsCluster(account, 'shop');
    const before = await inventory(account);
    const ours = await clusterOnAws(account, { name: 'shop' });
    await leftovers(ours);
    playEksctl(account, { clusters: new Map([['shop', ours]]) });
    playKubectl(account, { unreachable });
    const { code, stdout, stderr } = await down('shop', '--yes');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('Nothing of shop is left in us-west-2');
    expect(stdout).toContain('claim default/production-db\n');
    // moto forgets the interfaces of load balancers that are gone.
    const isNamed = (line: string) => line.includes('shop');
    expect((await inventory(account)).filter(isNamed)).toEqual(before.filter(isNamed));
  });
});

test('names that contain names: each keeps its own', async () => {
  const names = ['shop', 'shop-2', 'shop2', 'my-shop', 'shop-addon-x'];
  const clusters = new Map<string, ClusterOnAws>();
  const without: ClusterOptions['without'] = ['nodeGroup', 'addons'];
  for (const [index, name] of names.entries()) {
    const cluster = await clusterOnAws(account, { name, without, cidr: `10.${index}.0.0/16` });
    await leftovers(cluster);
    clusters.set(name, cluster);
  }
  const before = await inventory(account);
  playEksctl(account, { clusters });
  playKubectl(account, { unreachable });
  const { code, stdout, stderr } = await down('shop', '--yes');
  expect({ code, stderr, stdout: code ? stdout : '' }).toEqual({ code: 0, stderr: '', stdout: '' });
  const after = await inventory(account);
  expect(after).toEqual(before.filter((line) => after.includes(line)));
  for (const name of names.slice(1)) {
    const of = (lines: string[]) => lines.filter((line) => new RegExp(`\\b${name}\\b`).test(line));
    expect(of(after)).toEqual(of(before));
    expect(of(after).length).toBeGreaterThan(10);
  }
  expect(after.filter((line) => /stack eksctl-shop-(cluster|addon-iam)/.test(line))).toEqual([]);
});

describe('copied tags', () => {
  const eksctls = { 'alpha.eksctl.io/cluster-name': 'shop' };
  const ours = { project: 'eks-sock-shop', cluster: 'shop', owner: 'dev' };

  test('prove nothing without the rest: stacks and volumes stay, and are told', async () => {
    await createStack('blue-prod-db', { ...eksctls, ...ours });
    await createStack('eks-sock-shop-shop-roles', { project: 'blue' });
    await createStack('eksctl-shop-nodegroup-blue', { ...eksctls, project: 'blue' });
    await createStack('eksctl-shop-addon-y', { ...eksctls, ...ours, cluster: 'shop-2' });
    await addVolume(account, { name: 'shop' }, { tags: { project: 'blue' } });
    await addVolume(account, { name: 'shop' }, { tags: { ...ours, cluster: 'shop-2' } });
    const before = await inventory(account);
    const { code, stdout } = await down('shop', '--yes');
    expect(code).toBe(1);
    expect(await inventory(account)).toEqual(before);
    expect(changing()).toEqual([]);
    for (const stack of [
      'eks-sock-shop-shop-roles',
      'eksctl-shop-nodegroup-blue',
      'eksctl-shop-addon-y',
    ]) {
      expect(stdout).toContain(`  not taken: stack ${stack} (CREATE_COMPLETE)\n`);
    }
    expect(stdout).toContain(
      '  not taken: stack blue-prod-db (CREATE_COMPLETE) (eksctl does not use this name for a stack of this cluster)\n',
    );
    expect(stdout.match(/not taken: volume/g)).toHaveLength(2);
  });

  test('a stack that eksctl would take with the cluster, and nothing proves, ends it before anything goes', async () => {
    await createStack('eksctl-shop-addon-older', eksctls);
    // The cluster of these tests says that it was made on this day.
    account.front.answer('cloudformation:DescribeStacks', () => ({
      body: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>
        <StackName>eksctl-shop-addon-older</StackName><StackStatus>CREATE_COMPLETE</StackStatus>
        <CreationTime>2020-01-01T00:00:00Z</CreationTime>
        <Tags><member><Key>alpha.eksctl.io/cluster-name</Key><Value>shop</Value></member></Tags>
        </member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    }));
    await clusterOnAws(account, { name: 'shop', without: ['nodeGroup', 'addons'] });
    playEksctl(account);
    playKubectl(account, { unreachable });
    const { code, stderr } = await down('shop', '--yes');
    expect(code).toBe(2);
    expect(stderr).toContain(
      'eksctl would delete the stack eksctl-shop-addon-older with the cluster shop',
    );
    expect(stderr).toContain(
      `aws cloudformation delete-stack --region ${REGION} --stack-name eksctl-shop-addon-older`,
    );
    expect(account.programs.lines('eksctl')).toEqual([]);
    expect(changing()).toEqual([]);
  });

  test('what somebody made by hand for the cluster goes with it', async () => {
    const cluster = await clusterOnAws(account, { name: 'shop' });
    await createStack('eksctl-shop-addon-iamserviceaccount-a-b', eksctls);
    playEksctl(account, { clusters: new Map([['shop', cluster]]) });
    playKubectl(account, { unreachable });
    const { code, stdout } = await down('shop', '--yes');
    expect({ code, stdout: code ? stdout : '' }).toEqual({ code: 0, stdout: '' });
    expect(stdout).not.toContain('not taken');
  });
});

describe('volumes without our tags', () => {
  const untagged = { tags: {} };

  test('go when a PersistentVolume of the cluster names them', async () => {
    const cluster = await clusterOnAws(account, { name: 'shop', without: ['nodeGroup'] });
    const named = await addVolume(account, cluster, untagged);
    const stranger = await addVolume(account, cluster, untagged);
    playEksctl(account, { clusters: new Map([['shop', cluster]]) });
    playKubectl(account, { volumes: [named] });
    const { code, stdout } = await down('shop', '--yes');
    expect(code).toBe(1);
    expect(stdout).toContain(`deleting volume ${named}`);
    expect(stdout).toContain(`not taken: volume ${stranger}`);
    const volumes = (await inventory(account)).filter((line) => line.startsWith('volume'));
    expect(volumes).toHaveLength(1);
    expect(volumes[0]).toContain(stranger);
  });
});

describe('after the control plane is gone', () => {
  test("the identity provider is known by the roles of the cluster's stacks", async () => {
    const cluster = await clusterOnAws(account, { name: 'shop' });
    const other = await clusterOnAws(account, { name: 'other', cidr: '10.1.0.0/16' });
    const iam = await motoOf(account).iam();
    await deleteControlPlane(account, 'shop');
    await iam.createOpenIDConnectProvider({
      Url: cluster.state.issuer,
      Tags: [{ Key: 'alpha.eksctl.io/cluster-name', Value: 'shop' }],
    });
    const { code, stdout, stderr } = await down('shop', '--yes');
    expect({ code, stderr, stdout: code ? stdout : '' }).toEqual({
      code: 0,
      stderr: '',
      stdout: '',
    });
    expect(stdout).toContain('deleting OIDC provider');
    const providers = (await inventory(account)).filter((line) => line.startsWith('provider'));
    expect(providers.join()).toContain(other.oidcProvider);
    expect(providers).toHaveLength(1);
  });

  test('a log group that is older than the cluster stays, and so does one that no addon of it writes', async () => {
    const logs = await motoOf(account).logs();
    await logs.createLogGroup({ logGroupName: '/aws/eks/shop/older' });
    await logs.createLogGroup({ logGroupName: '/aws/containerinsights/shop/performance' });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await clusterOnAws(account, { name: 'shop' });
    await deleteControlPlane(account, 'shop');
    const { code, stdout } = await down('shop', '--yes');
    expect(code).toBe(1);
    expect(stdout).toContain('deleting log group /aws/eks/shop/cluster');
    expect(stdout).toContain('not taken: log group /aws/eks/shop/older\n');
    expect(stdout).toContain('not taken: log group /aws/containerinsights/shop/performance\n');
    expect(stdout).not.toContain('deleting log group /aws/eks/shop/older');
  });
});

describe("a cluster with another cluster's tags", () => {
  test.each([
    ['down', ['--yes']],
    ['pause', ['--yes']],
    ['resume', ['--yes']],
    ['upgrade', ['--yes']],
    ['up', ['--yes', '--anyway', '--from', '198.51.100.7/32']],
    ['nodeport', ['open']],
    ['nodeport', ['close']],
    ['allow-me', ['--from', '52.95.110.1', '--apply']],
  ])('%s %j leaves it alone', async (command, args) => {
    await clusterOnAws(account, { without: ['nodeGroup', 'addons'] });
    const eks = await motoOf(account).eks();
    const { cluster: { arn: resourceArn } = {} } = await eks.describeCluster({ name: 'sock-shop' });
    await eks.tagResource({ resourceArn, tags: { cluster: 'sock-shop-2' } });
    playEksctl(account);
    playKubectl(account);
    const before = await inventory(account);
    const { code, stderr } = await account.run(command, args);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'there is a cluster sock-shop in us-west-2 that was not made from a cluster file of this project: its tag cluster is sock-shop-2',
    );
    expect(stderr).toContain('--tags project=eks-sock-shop,cluster=sock-shop');
    expect(changing()).toEqual([]);
    expect(account.programs.lines('eksctl').filter((line) => !line.includes('version'))).toEqual(
      [],
    );
    expect(account.programs.lines('kubectl').filter((line) => !line.includes('version'))).toEqual(
      [],
    );
    expect(await inventory(account)).toEqual(before);
    account.writeCluster('sock-shop', clusterFile('sock-shop'));
  });
});

describe('the account', () => {
  const identity = (id: string) => ({
    body: `<GetCallerIdentityResponse><GetCallerIdentityResult>
      <Arn>arn:aws:iam::${id}:user/dev</Arn><UserId>u</UserId><Account>${id}</Account>
      </GetCallerIdentityResult></GetCallerIdentityResponse>`,
  });

  test('may not change before eksctl is called: nothing goes', async () => {
    const cluster = await clusterOnAws(account);
    playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
    playKubectl(account, { unreachable });
    let asked = 0;
    account.front.answer('sts:GetCallerIdentity', () =>
      identity(asked++ === 0 ? '123456789012' : '999999999999'),
    );
    const { code, stdout, stderr } = await account.run('down', ['--yes']);
    expect(code).toBe(2);
    expect(stdout).toContain('account: 123456789012');
    expect(stderr).toContain(
      'eksctl would work in account 999999999999 and not in 123456789012, where this run began',
    );
    expect(account.programs.lines('eksctl')).toEqual([]);
  });

  test('may not change when a session is renewed', async () => {
    const cluster = await clusterOnAws(account);
    await addVolume(account, cluster);
    const program = join(account.folder, 'sessions.mjs');
    const key = join(account.folder, 'key');
    writeFileSync(key, 'ASIAOURS');
    // Each session is as good as over when it begins, so the SDK asks for another one all the time.
    writeFileSync(
      program,
      `import { readFileSync } from 'node:fs';
const AccessKeyId = readFileSync(${JSON.stringify(key)}, 'utf8');
const Expiration = new Date(Date.now() + 60_000).toISOString();
console.log(JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey: 's', SessionToken: 't', Expiration }));
`,
    );
    playEksctl(account, {
      clusters: new Map([['sock-shop', cluster]]),
      before: () => {
        writeFileSync(key, 'ASIATHEIRS');
        return undefined;
      },
    });
    playKubectl(account, { unreachable });
    writeFileSync(
      join(account.folder, 'home', 'aws-config'),
      `[default]\ncredential_process = ${process.execPath} ${program}\n`,
    );
    account.front.answer('sts:GetCallerIdentity', ({ accessKeyId }) =>
      identity(accessKeyId === 'ASIATHEIRS' ? '999999999999' : '123456789012'),
    );
    const { code, stdout, stderr } = await account.run('down', ['--yes'], {
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
    });
    expect({ code, stdout: code === 2 ? '' : stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(
      'the credentials are those of account 999999999999 now, and this run began in 123456789012',
    );
    const theirs = account.front.calls.filter(({ accessKeyId }) => accessKeyId === 'ASIATHEIRS');
    expect([...new Set(theirs.map(({ action }) => action))]).toEqual(['sts:GetCallerIdentity']);
  });
});

describe('an answer that makes no sense', () => {
  test.each([
    ['eks:DescribeCluster', ''],
    ['cloudformation:DescribeStacks', '<html/>'],
    ['ec2:DescribeVolumes', ''],
    ['elasticloadbalancing:DescribeLoadBalancers', '{}'],
    ['logs:DescribeLogGroups', '{}'],
    ['tagging:GetResources', '{}'],
    ['iam:ListOpenIDConnectProviders', '<a/>'],
  ])('%s %j does not mean that there is nothing to delete', async (action, body) => {
    const cluster = await clusterOnAws(account, { without: ['nodeGroup', 'addons'] });
    playEksctl(account, { clusters: new Map([['sock-shop', cluster]]) });
    playKubectl(account, { unreachable });
    account.front.answer(action, () => ({ body }));
    const { code, stdout, stderr } = await account.run('down', ['--yes']);
    expect(code).toBe(2);
    expect(stderr).toContain('makes no sense, so it is not used: ');
    expect(stdout).not.toContain('Nothing of');
    expect(changing()).toEqual([]);
  });

  test('does not mean in the end that nothing is left', async () => {
    const cluster = await clusterOnAws(account, { without: ['nodeGroup', 'addons'] });
    playEksctl(account, {
      clusters: new Map([['sock-shop', cluster]]),
      before: () => {
        account.front.answer('logs:DescribeLogGroups', () => ({ body: '' }));
        return undefined;
      },
    });
    playKubectl(account, { unreachable });
    const { code, stdout, stderr } = await account.run('down', ['--yes']);
    expect(code).toBe(2);
    expect(stdout).not.toContain('Nothing of');
    expect(stderr).toContain('the answer to logs:DescribeLogGroups in us-west-2 makes no sense');
  });

  test.each([
    ['', 'there is nothing in it'],
    ['{"cluster":{"name":"sock-shop","status":5}}', 'cluster.status is not a text'],
    [
      '{"cluster":{"name":"sock-shop","status":"ACTIVE","version":{}}}',
      'cluster.version is not a text',
    ],
  ])('%j does not mean to status that there is no cluster', async (body, words) => {
    account.front.answer('eks:DescribeCluster', () => ({ body }));
    const { code, stdout, stderr } = await account.run('status');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`makes no sense, so it is not used: ${words}`);
  });
});

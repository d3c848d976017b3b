import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { address } from '../../scripts/preflight/address.ts';
import { admins } from '../../scripts/preflight/admins.ts';
import { ami } from '../../scripts/preflight/ami.ts';
import { type Check, lookAt } from '../../scripts/preflight/check.ts';
import { creator } from '../../scripts/preflight/creator.ts';
import { credentials } from '../../scripts/preflight/credentials.ts';
import { instanceType } from '../../scripts/preflight/instance-type.ts';
import { expires } from '../../scripts/preflight/expires.ts';
import type { Line } from '../../scripts/preflight/line.ts';
import { name } from '../../scripts/preflight/name.ts';
import { plan } from '../../scripts/preflight/plan.ts';
import { programs } from '../../scripts/preflight/programs.ts';
import { loadBalancers } from '../../scripts/preflight/quotas/load-balancers.ts';
import { addresses, vpcs } from '../../scripts/preflight/quotas/network.ts';
import { vcpus } from '../../scripts/preflight/quotas/vcpus.ts';
import { boundary as boundaryCheck } from '../../scripts/preflight/roles/boundary.ts';
import { roles } from '../../scripts/preflight/roles/roles.ts';
import { sightOf, sightsOf } from '../../scripts/preflight/sight.ts';
import { stacks } from '../../scripts/preflight/stacks.ts';
import { subnets } from '../../scripts/preflight/subnets.ts';
import { version } from '../../scripts/preflight/version.ts';
import { configOf, type Overrides } from '../support/configs.ts';
import { useAccount } from './support/account.ts';
import { clusterOnAws } from './support/cluster-on-aws.ts';
import { eksState } from './support/eks-state.ts';
import { emptyAccount } from './support/empty-account.ts';
import { addLoadBalancer } from './support/leftovers.ts';
import { answerPlan, readyAccount } from './support/ready-account.ts';
import { motoOf } from './support/straight.ts';
import { defaultKubernetes, minorOf, newestKubernetes } from '../../tables/kubernetes.ts';
import { extendedKubernetes, minorAfter, unknownMinor } from '../support/kubernetes.ts';

// Every line of preflight, passed, failed and not checked, in the test's own process; as a command in preflight.test.ts.
const account = useAccount();
const ME = '123456789012';

beforeAll(() => readyAccount(account));

const path = process.env.PATH;
beforeEach(() => {
  process.env.PATH = account.programs.folder;
});
afterEach(async () => {
  process.env.PATH = path;
  await emptyAccount(account);
});

async function look(
  check: Check,
  overrides: Overrides = {},
  options: { from?: string; resumes?: boolean } = {},
): Promise<readonly Line[]> {
  const config = configOf({ access: { from: ['52.95.110.1/32'] }, ...overrides });
  return lookAt(check, sightOf(config, account.aws, options));
}

async function one(...args: Parameters<typeof look>): Promise<Line> {
  const [line, ...others] = await look(...args);
  if (!line || others.length > 0) throw new Error(`${others.length + 1} lines`);
  return line;
}

async function lookTogether(check: Check, all: readonly Overrides[]): Promise<Line[]> {
  const sights = sightsOf(
    all.map((overrides) => configOf({ access: { from: ['52.95.110.1/32'] }, ...overrides })),
    () => account.aws,
  );
  const lines: Line[] = [];
  for (const sight of sights) lines.push(...(await lookAt(check, sight)));
  return lines;
}

const failing = (says: string, fix: string) => ({
  state: 'failed',
  says: expect.stringContaining(says),
  fix: expect.stringContaining(fix),
});
const unknown = (says: string, fix = '') => ({
  state: 'not checked',
  says: expect.stringContaining(says),
  ...(fix && { fix: expect.stringContaining(fix) }),
});

const [eksctl, kubectl, aws] = programs as readonly [Check, Check, Check];
const says = (program: string, text: string) =>
  account.programs.answer(program, () => ({ stdout: text }));

test('programs: present and new enough', async () => {
  expect(await one(eksctl)).toMatchObject({ state: 'passed', says: 'eksctl 0.231.0' });
  expect(await one(kubectl)).toMatchObject({
    state: 'passed',
    says: `kubectl ${defaultKubernetes}.2`,
  });
  expect(await one(aws)).toMatchObject({ state: 'passed', says: 'aws 2.31.0' });
  says('eksctl', '0.216.0');
  expect(await one(eksctl)).toMatchObject(
    failing('eksctl 0.216.0 is older than 0.217.0', 'a newer one is needed'),
  );
  const old = minorAfter(defaultKubernetes, -2);
  says('kubectl', `{"clientVersion":{"gitVersion":"v${old}.1"}}`);
  expect(await one(kubectl)).toMatchObject(
    failing(
      `kubectl ${old}.1 and Kubernetes ${defaultKubernetes} are 2 minor versions apart`,
      'kubernetes.io/docs',
    ),
  );
  says('aws', 'aws-cli/1.46.3 Python/3');
  expect(await one(aws)).toMatchObject({ state: 'passed', says: 'aws 1.46.3' });
  says('aws', 'aws-cli/1.41.9 Python/3');
  expect(await one(aws)).toMatchObject(failing('aws 1.41.9 is older than 2.13.0', 'install it'));
  says('aws', 'aws-cli/2.9.0 Python/3');
  expect(await one(aws)).toMatchObject(failing('aws 2.9.0 is older than 2.13.0', 'install it'));
  says('aws', 'nothing');
  expect(await one(aws)).toMatchObject(unknown('aws --version does not say its version'));
  process.env.PATH = '/nowhere';
  expect(await one(eksctl)).toMatchObject(
    failing('eksctl is not installed, or not on the PATH', 'install it: '),
  );
});

test('expires: a day to come, today, a day that is past, and none', async () => {
  const day = (offset: number) =>
    new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  expect(await one(expires, { expires: '2099-12-31' })).toMatchObject({ state: 'passed' });
  expect(await one(expires, { expires: day(0) })).toMatchObject({ state: 'passed' });
  expect(await one(expires, { expires: day(-1) })).toMatchObject(
    failing(`it is ${day(-1)}, and today is ${day(0)}`, 'write a later day into clusters/'),
  );
  expect(await look(expires)).toEqual([]);
  expect(account.front.calls).toEqual([]);
});

test('credentials: whose they are, the root user warned, and none', async () => {
  expect(await one(credentials)).toMatchObject({
    state: 'passed',
    says: expect.stringMatching(/^account 123456789012, region us-west-2, as arn:aws:/),
  });
  answerCaller('arn:aws:iam::123456789012:root');
  expect((await one(credentials)).note).toContain("the account's root user");
  account.front.fail('sts:GetCallerIdentity', { code: 'ExpiredToken', status: 403 });
  expect(await one(credentials)).toMatchObject(
    failing('the AWS credentials have expired', 'sign in again'),
  );
  account.front.reset();
  account.front.fail('sts:GetCallerIdentity', { code: 'InvalidClientTokenId', status: 403 });
  expect(await one(version)).toMatchObject(unknown('no credentials that AWS accepts'));
  expect(account.front.actions()).toEqual(['sts:GetCallerIdentity']);
});

test('plan: none, paid, free with a type that it starts, and free without', async () => {
  answerPlan(account, 'PAID');
  expect(await one(plan)).toMatchObject({ state: 'passed', says: expect.stringContaining('paid') });
  says254('ResourceNotFoundException');
  expect(await one(plan)).toMatchObject({ state: 'passed' });
  answerPlan(account, 'FREE');
  answerFreeTypes(['t3.micro', 't3.small', 'c7i-flex.large', 'm7i-flex.large', 't4g.small']);
  expect(await one(plan)).toMatchObject(
    failing(
      'a free plan, which starts only c7i-flex.large, m7i-flex.large, t3.micro, t3.small, t4g.small, and not t3.large',
      'write nodes.instanceType: c7i-flex.large, on which everything fits; or leave the free plan: aws freetier upgrade-account-plan --account-plan-type PAID',
    ),
  );
  answerFreeTypes(['t3.small', 'm7i-flex.large']);
  expect((await one(plan)).fix).toContain('write nodes.instanceType: m7i-flex.large');
  expect(await one(plan, { nodes: { instanceType: 'm7i-flex.large' } })).toMatchObject({
    state: 'passed',
    says: 'a free plan, and it allows m7i-flex.large',
  });
  account.programs.answer('aws', () => ({
    stdout: '{"accountPlanType":"FREE","accountPlanStatus":"EXPIRED"}',
  }));
  expect(await one(plan)).toMatchObject(failing('free plan has expired', 'renew it: aws freetier'));
  answerPlan(account, 'FREE');
  answerFreeTypes(['t3.micro']);
  expect((await one(plan)).fix).toContain('none of them is large enough for this cluster');
  expect(account.programs.lines('aws').at(-1)).toBe(
    'aws freetier get-account-plan-state --region us-east-1 --output json',
  );
  says254('AccessDeniedException');
  expect(await one(plan)).toMatchObject(
    unknown('may not do freetier:GetAccountPlanState', 'm7i-flex.large'),
  );
  account.programs.answer('aws', () => ({ code: 252, stderr: "Found invalid choice 'freetier'" }));
  expect(await one(plan)).toMatchObject(unknown('does not know the account plans yet'));
  account.programs.answer('aws', () => ({ stdout: 'no JSON' }));
  expect(await one(plan)).toMatchObject(unknown('answers without a plan'));
  expect(await look(plan, { region: 'cn-north-1' })).toEqual([]);
});

test("name: free, taken, another owner's, and one that is gone on with", async () => {
  expect(await one(name)).toMatchObject({
    state: 'passed',
    says: 'no cluster sock-shop in us-west-2',
  });
  const { state } = await clusterOnAws(account);
  expect(await one(name)).toMatchObject(
    failing(
      `sock-shop exists already: ACTIVE, Kubernetes ${defaultKubernetes}`,
      'use it: npm run kubeconfig -- --cluster sock-shop; or delete it first: npm run down -- --cluster sock-shop',
    ),
  );
  expect(await one(name, {}, { resumes: true })).toMatchObject({ state: 'passed' });
  expect(await one(name, { owner: 'somebody' }, { resumes: true })).toMatchObject(
    failing('and belongs to dev', 'write another name in the cluster file'),
  );
  state.status = 'DELETING';
  expect(await one(name, {}, { resumes: true })).toMatchObject(
    failing('DELETING', 'aws eks wait cluster-deleted --name sock-shop --region us-west-2'),
  );
  account.front.fail('eks:DescribeCluster', { code: 'AccessDeniedException', status: 403 });
  expect(await one(name)).toMatchObject(
    unknown(
      'these credentials may not do eks:DescribeCluster in us-west-2',
      'let an administrator allow eks:DescribeCluster',
    ),
  );
});

test("stacks: none, the cluster's own, those of an earlier try, and one under way", async () => {
  await clusterOnAws(account, { name: 'sock-shop-2', cidr: '10.1.0.0/16' });
  expect(await one(stacks)).toMatchObject({ state: 'passed', says: 'no stack of sock-shop' });
  await clusterOnAws(account);
  expect(await one(stacks)).toMatchObject({
    state: 'passed',
    says: '3 stacks of the existing cluster, none of them broken',
  });
  await (await motoOf(account).eks()).deleteCluster({ name: 'sock-shop' }).catch(() => undefined);
  eksState(account).delete('sock-shop');
  expect(await one(stacks)).toMatchObject(
    failing(
      'there is no cluster sock-shop, but eksctl-sock-shop-',
      'delete it first: npm run down -- --cluster sock-shop',
    ),
  );
  for (const [status, says, fix] of [
    ['ROLLBACK_COMPLETE', 'eksctl-sock-shop-cluster (ROLLBACK_COMPLETE)', 'npm run down'],
    ['DELETE_FAILED', 'eksctl-sock-shop-cluster (DELETE_FAILED)', 'npm run down'],
    ['CREATE_IN_PROGRESS', 'is working on eksctl-sock-shop-cluster', 'wait until it is done'],
  ] as const) {
    answerStack(status);
    expect(await one(stacks)).toMatchObject(failing(says, fix));
  }
  answerStack('ROLLBACK_COMPLETE');
  expect((await one(stacks)).says).toBe(
    'eksctl-sock-shop-cluster (ROLLBACK_COMPLETE): VPC: The maximum number of VPCs has been reached.',
  );
});

test('version: standard, extended with its price, no longer offered, throttled', async () => {
  expect(await one(version)).toMatchObject({
    state: 'passed',
    says: `Kubernetes ${defaultKubernetes}, standard support until ${minorOf(defaultKubernetes).standardUntil}`,
  });
  expect(await one(version, { kubernetes: extendedKubernetes, support: 'extended' })).toMatchObject(
    {
      state: 'passed',
      says: `Kubernetes ${extendedKubernetes}, extended support until ${minorOf(extendedKubernetes).extendedUntil}`,
      note: `extended support: the control plane costs 0.60 USD an hour in place of 0.10; kubernetes: "${newestKubernetes}" is in standard support`,
    },
  );
  const standardly = (clusterVersion: string) => ({
    clusterVersion,
    versionStatus: 'STANDARD_SUPPORT',
  });
  account.front.answer('eks:DescribeClusterVersions', () => ({
    body: { clusterVersions: [unknownMinor, newestKubernetes].map(standardly) },
  }));
  expect(await one(version)).toMatchObject(
    failing(
      `EKS in us-west-2 no longer sells Kubernetes ${defaultKubernetes}, or not yet`,
      `kubernetes: "${newestKubernetes}"; EKS offers, and this project knows, ${newestKubernetes}`,
    ),
  );
  account.front.answer('eks:DescribeClusterVersions', () => ({
    body: { clusterVersions: [standardly(unknownMinor)] },
  }));
  expect(await one(version)).toMatchObject(
    failing('no longer sells', 'get a newer release of this project'),
  );
  account.front.fail('eks:DescribeClusterVersions', { code: 'ThrottlingException', status: 429 });
  expect(await one(version)).toMatchObject(
    unknown('eks gets too many requests at the moment', 'again in a minute'),
  );
});

test('version: standard support that ends soon is told', async () => {
  const soon = Math.floor(Date.now() / 1000) + 7 * 24 * 3600;
  account.front.answer('eks:DescribeClusterVersions', () => ({
    body: {
      clusterVersions: [
        {
          clusterVersion: defaultKubernetes,
          versionStatus: 'STANDARD_SUPPORT',
          endOfStandardSupportDate: soon,
        },
      ],
    },
  }));
  expect((await one(version)).note).toContain('EKS upgrades the control plane by itself');
});

test('the node image: there, missing, in a region that is not open', async () => {
  expect(await one(ami)).toMatchObject({
    state: 'passed',
    says: `ami-0123456789abcdef0: Amazon Linux 2023, Kubernetes ${defaultKubernetes}, x86_64`,
  });
  await one(ami, { nodes: { instanceType: 't4g.large' } });
  expect(account.front.calls.at(-1)?.params.Name).toBe(
    `/aws/service/eks/optimized-ami/${defaultKubernetes}/amazon-linux-2023/arm64/standard/recommended/image_id`,
  );
  account.front.fail('ssm:GetParameter', { code: 'ParameterNotFound' });
  expect(await one(ami)).toMatchObject(
    failing('AWS has no node image in us-west-2', 'another Kubernetes version or region'),
  );
  account.front.fail('ssm:GetParameter', { code: 'OptInRequired', status: 403 });
  expect(await one(ami)).toMatchObject(
    unknown('us-west-2 is not open to this account', 'enable the region'),
  );
});

test('the instance type: offered, in too few zones, in none of those named, nowhere', async () => {
  expect(await one(instanceType)).toMatchObject({
    state: 'passed',
    says: expect.stringContaining('t3.large in us-west-2a, us-west-2b'),
  });
  answerOfferings({ 't3.large': ['us-west-2a'] });
  expect(await one(instanceType)).toMatchObject(
    failing(
      'EC2 offers no t3.large in us-west-2b, us-west-2c, us-west-2d, so only us-west-2a is left, and EKS needs 2 zones',
      'choose another nodes.instanceType, or another region',
    ),
  );
  answerOfferings({
    't3.large': ['us-west-2a', 'us-west-2c'],
    't3a.large': ['us-west-2a', 'us-west-2b', 'us-west-2c', 'us-west-2d'],
  });
  expect(await one(instanceType)).toMatchObject({ state: 'passed' });
  expect(
    await one(instanceType, { availabilityZones: ['us-west-2a', 'us-west-2b'] }),
  ).toMatchObject(
    failing(
      'EC2 offers no t3.large in us-west-2b',
      'name other zones: availabilityZones: [us-west-2a, us-west-2c]; or take another type: nodes.instanceType: t3a.large',
    ),
  );
  // Volumes are bound to a zone, so all nodes are in one.
  expect(
    await one(instanceType, {
      sockShop: { storage: 'persistent' },
      availabilityZones: ['us-west-2a', 'us-west-2b'],
    }),
  ).toMatchObject({ state: 'passed', says: 't3.large in us-west-2a' });
  answerOfferings({});
  expect(await one(instanceType)).toMatchObject(
    failing('EC2 offers no t3.large in us-west-2', 'choose another nodes.instanceType'),
  );
  account.front.fail('ec2:DescribeInstanceTypeOfferings', {
    code: 'UnauthorizedOperation',
    status: 403,
  });
  expect(await one(instanceType)).toMatchObject(
    unknown('may not do ec2:DescribeInstanceTypeOfferings in us-west-2'),
  );
});

test("vCPUs: what runs already counts, the cluster's own nodes do not, spot has its own limit", async () => {
  expect(await one(vcpus)).toMatchObject({
    state: 'passed',
    says: '0 in use, 8 needed, and the limit is 64',
  });
  await clusterOnAws(account);
  expect((await one(vcpus)).says).toBe('0 in use, 8 needed, and the limit is 64');
  expect((await one(vcpus, { name: 'other' })).says).toBe(
    '6 in use, 8 needed, and the limit is 64',
  );
  answerLimit(13);
  expect(await one(vcpus, { name: 'other' })).toMatchObject(
    failing(
      '6 in use, 8 needed, and the limit is 13 (Running On-Demand Standard',
      'aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-1216C47A --desired-value 14 --region us-west-2',
    ),
  );
  expect((await one(vcpus, { name: 'other' })).fix).toMatch(/^write nodes.max: 3, or ask AWS for/);
  expect((await one(vcpus, { name: 'other', nodes: { min: 4, desired: 4 } })).fix).toMatch(/^free/);
  answerLimit(5);
  expect(await one(vcpus, { name: 'other', nodes: { spot: true } })).toMatchObject(
    failing('0 in use, 8 needed, and the limit is 5 (All Standard', '--quota-code L-34B43A08'),
  );
  expect(await one(vcpus, { nodes: { instanceType: 'g5.xlarge' } })).toMatchObject(
    unknown('g5.xlarge has a separate limit for its family'),
  );
  account.front.fail('servicequotas:GetServiceQuota', { code: 'AccessDeniedException' });
  expect(await one(vcpus)).toMatchObject(
    unknown('these credentials may not do servicequotas:GetServiceQuota'),
  );
});

test('clusters that are looked at together are judged by what they need together', async () => {
  const limits: [number, Check, string][] = [
    [13, vcpus, '0 in use, 16 needed by 2 clusters, and the limit is 13'],
    [2, vpcs, '1 in use, 2 needed by 2 clusters, and the limit is 2'],
    [1, addresses, '0 in use, 2 needed by 2 clusters, and the limit is 1'],
    [1, loadBalancers[0] as Check, '0 in use, 2 needed by 2 clusters, and the limit is 1'],
  ];
  const both = ['one', 'two'].map((name) => ({ name, network: 'private' as const }));
  for (const [limit, check, says] of limits) {
    answerLimit(limit);
    for (const alone of both) expect(await one(check, alone)).toMatchObject({ state: 'passed' });
    account.front.calls.length = 0;
    const lines = await lookTogether(check, both);
    expect(lines).toMatchObject([failing(says, 'ask AWS for more'), failing(says, '')]);
    expect(account.front.actions().filter((action) => /GetServiceQuota/.test(action))).toHaveLength(
      1,
    );
  }
});

test('what shares a limit: the region, the kind of instance, and what is not there yet', async () => {
  answerLimit(13);
  expect((await lookTogether(vcpus, [{ name: 'one' }, { name: 'two' }]))[0]?.fix).toMatch(
    /^write nodes.max: 3 into each of their files, or ask AWS for more/,
  );
  for (const other of [{ region: 'eu-west-1' }, { nodes: { spot: true } }]) {
    const lines = await lookTogether(vcpus, [{ name: 'one' }, { name: 'two', ...other }]);
    expect(lines.map(({ says }) => says)).toEqual(
      Array(2).fill('0 in use, 8 needed, and the limit is 13'),
    );
  }
  await clusterOnAws(account, { name: 'one' });
  answerLimit(3);
  expect(await lookTogether(vpcs, [{ name: 'one' }, { name: 'two' }])).toMatchObject([
    { state: 'passed', says: '2 in use, 1 needed, and the limit is 3' },
  ]);
  answerLimit(16);
  expect((await lookTogether(vcpus, [{ name: 'one' }, { name: 'two' }]))[0]?.says).toBe(
    '0 in use, 16 needed by 2 clusters, and the limit is 16',
  );
});

test("an account without limits of its own has everybody's; without those nobody knows", async () => {
  account.front.fail('servicequotas:GetServiceQuota', { code: 'NoSuchResourceException' });
  account.front.answer('servicequotas:GetAWSDefaultServiceQuota', () => ({
    body: { Quota: { Value: 5 } },
  }));
  expect(await one(vcpus)).toMatchObject(
    failing('8 needed, and the limit is 5', 'ask AWS for more'),
  );
  account.front.fail('servicequotas:GetAWSDefaultServiceQuota', {
    code: 'NoSuchResourceException',
  });
  expect(await one(vcpus)).toMatchObject(unknown('Service Quotas names no limit'));
});

test('VPCs and addresses', async () => {
  expect(await one(vpcs)).toMatchObject({ says: '1 in use, 1 needed, and the limit is 5' });
  expect(await look(addresses)).toEqual([]);
  expect(await one(addresses, { network: 'private' })).toMatchObject({
    says: '0 in use, 1 needed, and the limit is 5',
  });
  answerLimit(1);
  expect(await one(vpcs)).toMatchObject(
    failing('the limit is 1 (VPCs per Region)', '--service-code vpc --quota-code L-F678F1CE'),
  );
  await (await motoOf(account).ec2()).allocateAddress({ Domain: 'vpc' });
  expect(await one(addresses, { network: 'private' })).toMatchObject(
    failing('1 in use, 1 needed, and the limit is 1 (EC2-VPC Elastic IPs)', 'L-0263D0A3'),
  );
  // A cluster that is there has its network.
  await clusterOnAws(account);
  expect(await look(vpcs)).toEqual([]);
  expect(await look(vpcs, { vpc: existing('vpc-0123456789abcdef0', ...twoSubnets) })).toEqual([]);
});

test('load balancers, of each kind that the cluster makes', async () => {
  const [network, application, classic] = loadBalancers as readonly [Check, Check, Check];
  expect(await one(network)).toMatchObject({ says: '0 in use, 1 needed, and the limit is 50' });
  expect(await look(application)).toEqual([]);
  expect(await look(classic)).toEqual([]);
  const other = await clusterOnAws(account, { name: 'other' });
  await addLoadBalancer(account, other);
  await addLoadBalancer(account, other, { type: 'application' });
  answerLimit(1);
  expect(await one(network)).toMatchObject(failing('1 in use, 1 needed', 'L-69A177A2'));
  expect(await one(application, { ingress: { controller: 'alb' } })).toMatchObject(
    failing('1 in use, 1 needed', 'L-53DA6B97'),
  );
});

test('subnets: there, full, elsewhere, without public addresses, missing', async () => {
  const other = await clusterOnAws(account, { name: 'other' });
  const [a = '', b = ''] = other.publicSubnets;
  const vpc = existing(other.vpc, a, b);
  const ec2 = await motoOf(account).ec2();
  for (const SubnetId of [a, b]) {
    await ec2.modifySubnetAttribute({ SubnetId, MapPublicIpOnLaunch: { Value: true } });
  }
  expect(await look(subnets)).toEqual([]);
  expect(await one(subnets, { vpc })).toMatchObject({
    state: 'passed',
    says: expect.stringMatching(/^2 subnets in vpc-\w+, \d+ free addresses$/),
  });
  expect(await one(subnets, { vpc: existing(other.vpc, b, a) })).toMatchObject(
    failing('is in the zone us-west-2b, not where the file has it', 'name others'),
  );
  expect(await one(subnets, { vpc: existing('vpc-0123456789abcdef0', a, b) })).toMatchObject(
    failing(`${a} is in ${other.vpc}, not in vpc-0123456789abcdef0`, 'name others'),
  );
  answerSubnets(a, b, { free: 5, isPublic: true });
  expect((await one(subnets, { vpc })).says).toBe(
    `${a} has 5 free addresses, and EKS needs 6 in each; ${b} has 5 free addresses, and EKS needs 6 in each; the public subnets have 10 free addresses, and 4 nodes with their pods need 48`,
  );
  answerSubnets(a, b, { free: 100, isPublic: false });
  expect(await one(subnets, { vpc })).toMatchObject(
    failing('gives nodes no public address', 'change the subnets'),
  );
  account.front.reset();
  expect(
    await one(subnets, { vpc: existing(other.vpc, 'subnet-0123456789abcdef0', b) }),
  ).toMatchObject(
    failing('there is no subnet subnet-0123456789abcdef0 in us-west-2', 'aws ec2 describe-subnets'),
  );
});

test("address: mine, not mine, the documentation's, unknown", async () => {
  const from = '52.95.110.1/32';
  expect(await one(address, {}, { from })).toMatchObject({ state: 'passed' });
  const wide = { access: { from: ['52.95.0.0/16'] } };
  expect(await one(address, wide, { from })).toMatchObject({ state: 'passed' });
  expect(await one(address, {}, { from: '52.95.110.2/32' })).toMatchObject(
    failing(
      'access.from is 52.95.110.1/32, and your address is 52.95.110.2/32',
      'npm run allow-me -- --cluster sock-shop --from 52.95.110.2/32, then npm run synth',
    ),
  );
  expect(await one(address, { access: { from: ['203.0.113.10/32'] } }, { from })).toMatchObject(
    failing('is the example address 203.0.113.10/32', 'npm run allow-me -- --cluster sock-shop'),
  );
  const original = globalThis.fetch;
  globalThis.fetch = (() => Promise.reject(new Error('offline'))) as typeof fetch;
  try {
    expect(await one(address)).toMatchObject(
      unknown('could not be asked: offline', 'npm run preflight -- --cluster sock-shop --from'),
    );
  } finally {
    globalThis.fetch = original;
  }
});

test('creator: exactly one access entry, sessions turned into their roles', async () => {
  const role = `arn:aws:iam::${ME}:role/team/ops`;
  const access = { from: ['52.95.110.1/32'], admins: [role] };
  expect(await look(creator)).toEqual([]);
  expect(await one(creator, { access })).toMatchObject({ state: 'passed' });
  expect(await one(creator, { access: { ...access, creatorIsAdmin: false } })).toMatchObject(
    failing(
      'access.creatorIsAdmin is false, and you, arn:aws:sts::123456789012:user/moto, are not one of access.admins',
      `sign in as one of ${role}; or put yourself into access.admins`,
    ),
  );
  answerCaller(`arn:aws:sts::${ME}:assumed-role/ops/dev@example.com`);
  expect(await one(creator, { access })).toMatchObject(
    failing(
      `${role} in access.admins is you (you are arn:aws:sts::${ME}:assumed-role/ops/dev@example.com)`,
      `remove ${role} from access.admins; or write access.creatorIsAdmin: false`,
    ),
  );
  expect(await one(creator, { access: { ...access, creatorIsAdmin: false } })).toMatchObject({
    state: 'passed',
  });
});

test('admins: there, missing, with another path, in another account, unreadable', async () => {
  const iam = await motoOf(account).iam();
  const AssumeRolePolicyDocument = trust('ec2.amazonaws.com');
  await iam.createRole({ RoleName: 'ops', Path: '/team/', AssumeRolePolicyDocument });
  await iam.createUser({ UserName: 'dev' });
  const lines = (...list: string[]) =>
    look(admins, { access: { from: ['52.95.110.1/32'], admins: list } });
  expect(
    await lines(
      `arn:aws:iam::${ME}:role/team/ops`,
      `arn:aws:iam::${ME}:user/dev`,
      `arn:aws:iam::${ME}:role/ops`,
      `arn:aws:iam::${ME}:user/nobody`,
      'arn:aws:iam::444455556666:role/ops',
    ),
  ).toMatchObject([
    { state: 'passed' },
    { state: 'passed' },
    failing(`the role ops is arn:aws:iam::${ME}:role/team/ops, and not`, `write arn:aws:iam::`),
    failing('there is no user nobody in the account', 'aws iam list-users'),
    unknown('is in another account: 444455556666'),
  ]);
  account.front.fail('iam:GetRole', { code: 'AccessDenied', status: 403 });
  expect(
    await lines(`arn:aws:iam::${ME}:role/team/ops`, `arn:aws:iam::${ME}:user/dev`),
  ).toMatchObject([unknown('may not do iam:GetRole'), { state: 'passed' }]);
});

test("roles: there, trusted, missing, another account's, of another service, boundary", async () => {
  const iam = await motoOf(account).iam();
  const make = async (RoleName: string, service: string, more = {}) => {
    const AssumeRolePolicyDocument = trust(service, more);
    await iam.createRole({ RoleName, AssumeRolePolicyDocument });
    return `arn:aws:iam::${ME}:role/${RoleName}`;
  };
  const cluster = await make('eks-service', 'eks.amazonaws.com');
  const node = await make('eks-node', 'ec2.amazonaws.com');
  const tagged = await make('tagged', 'eks.amazonaws.com', {
    Condition: { StringEquals: { 'aws:SourceArn': 'arn:aws:eks:us-west-2:1:cluster/x' } },
  });
  answerPolicies({ 'eks-service': ['AmazonEKSClusterPolicy'] });
  expect(await look(roles)).toEqual([]);
  expect(await look(roles, { roles: { cluster, node } })).toMatchObject([
    { state: 'passed', says: `${cluster} trusts eks.amazonaws.com` },
    {
      state: 'passed',
      note: expect.stringContaining(
        'it has no AmazonEKSWorkerNodePolicy, AmazonEC2ContainerRegistryPullOnly',
      ),
    },
  ]);
  expect((await look(roles, { roles: { cluster } }))[0]?.note).toBeUndefined();
  expect(await look(roles, { roles: { cluster: node, node: cluster } })).toMatchObject([
    failing('eks-node does not trust eks.amazonaws.com', 'aws iam update-assume-role-policy'),
    failing('eks-service does not trust ec2.amazonaws.com', '"Service":"ec2.amazonaws.com"'),
  ]);
  expect(
    await look(roles, {
      roles: { cluster: `arn:aws:iam::${ME}:role/none`, node: 'arn:aws:iam::444455556666:role/x' },
    }),
  ).toMatchObject([
    failing('there is no role none in the account', 'without roles.cluster eksctl makes one'),
    failing(
      'is in the account 444455556666, and your credentials are of',
      'sign in to 444455556666',
    ),
  ]);
  expect(await look(roles, { roles: { cluster: tagged } })).toMatchObject([
    unknown('has a trust policy that is not judged here', 'aws iam get-role --role-name tagged'),
  ]);
  const boundary = `arn:aws:iam::${ME}:policy/none`;
  expect(await look(boundaryCheck, { roles: { boundary } })).toMatchObject([
    failing(`there is no policy ${boundary}`, 'aws iam create-policy'),
  ]);
  account.front.fail('iam:GetRole', { code: 'AccessDenied', status: 403 });
  expect(await look(roles, { roles: { cluster } })).toMatchObject([
    unknown('these credentials may not do iam:GetRole'),
  ]);
});

const twoSubnets = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'] as const;

function existing(id: string, a: string, b: string) {
  return { id, cidr: '192.168.0.0/16', publicSubnets: { 'us-west-2a': a, 'us-west-2b': b } };
}

function trust(service: string, more = {}): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole', ...more },
    ],
  });
}

function says254(code: string): void {
  account.programs.answer('aws', () => ({
    code: 254,
    stderr: `\nAn error occurred (${code}) when calling the GetAccountPlanState operation: why\n`,
  }));
}

function answerCaller(arn: string): void {
  account.front.answer('sts:GetCallerIdentity', () => ({
    body: `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>u</UserId><Account>${ME}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  }));
}

// moto knows none of AWS's own policies.
function answerPolicies(byRole: Readonly<Record<string, readonly string[]>>): void {
  account.front.answer('iam:ListAttachedRolePolicies', ({ params }) => ({
    body: `<ListAttachedRolePoliciesResponse><ListAttachedRolePoliciesResult><AttachedPolicies>${(
      byRole[String(params.RoleName)] ?? []
    )
      .map((name) => `<member><PolicyName>${name}</PolicyName></member>`)
      .join(
        '',
      )}</AttachedPolicies></ListAttachedRolePoliciesResult></ListAttachedRolePoliciesResponse>`,
  }));
}

function answerFreeTypes(types: readonly string[]): void {
  account.front.answer('ec2:DescribeInstanceTypes', () => ({
    body: `<DescribeInstanceTypesResponse><instanceTypeSet>${types
      .map((type) => `<item><instanceType>${type}</instanceType></item>`)
      .join('')}</instanceTypeSet></DescribeInstanceTypesResponse>`,
  }));
}

function answerOfferings(zonesByType: Readonly<Record<string, readonly string[]>>): void {
  account.front.answer('ec2:DescribeInstanceTypeOfferings', ({ params }) => ({
    body: `<DescribeInstanceTypeOfferingsResponse><instanceTypeOfferingSet>${(
      zonesByType[String(params['Filter.1.Value.1'])] ?? []
    )
      .map((zone) => `<item><location>${zone}</location></item>`)
      .join('')}</instanceTypeOfferingSet></DescribeInstanceTypeOfferingsResponse>`,
  }));
}

function answerLimit(limit: number): void {
  account.front.answer('servicequotas:GetServiceQuota', () => ({
    body: { Quota: { Value: limit } },
  }));
}

function answerSubnets(
  a: string,
  b: string,
  { free, isPublic }: { free: number; isPublic: boolean },
): void {
  account.front.answer('ec2:DescribeSubnets', async () => {
    const { Vpcs = [] } = await (await motoOf(account).ec2()).describeVpcs({});
    const vpc = Vpcs.find(({ IsDefault }) => !IsDefault)?.VpcId;
    const item = (id: string, zone: string) =>
      `<item><subnetId>${id}</subnetId><vpcId>${vpc}</vpcId><availabilityZone>${zone}</availabilityZone><availableIpAddressCount>${free}</availableIpAddressCount><mapPublicIpOnLaunch>${isPublic}</mapPublicIpOnLaunch></item>`;
    return {
      body: `<DescribeSubnetsResponse><subnetSet>${item(a, 'us-west-2a')}${item(b, 'us-west-2b')}</subnetSet></DescribeSubnetsResponse>`,
    };
  });
}

function answerStack(status: string): void {
  const tag =
    '<Tags><member><Key>alpha.eksctl.io/cluster-name</Key><Value>sock-shop</Value></member></Tags>';
  account.front.answer('cloudformation:DescribeStacks', () => ({
    body: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>eksctl-sock-shop-cluster</StackName><StackStatus>${status}</StackStatus><CreationTime>2026-11-01T00:00:00Z</CreationTime>${tag}</member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  }));
  account.front.answer('cloudformation:DescribeStackEvents', () => ({
    body: `<DescribeStackEventsResponse><DescribeStackEventsResult><StackEvents><member><StackId>s</StackId><EventId>e</EventId><StackName>eksctl-sock-shop-cluster</StackName><LogicalResourceId>VPC</LogicalResourceId><ResourceType>AWS::EC2::VPC</ResourceType><Timestamp>2026-11-01T00:00:00Z</Timestamp><ResourceStatus>CREATE_FAILED</ResourceStatus><ResourceStatusReason>The maximum number of VPCs has been reached.</ResourceStatusReason></member></StackEvents></DescribeStackEventsResult></DescribeStackEventsResponse>`,
  }));
}

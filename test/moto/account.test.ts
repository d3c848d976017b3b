import { expect, test } from '@jest/globals';
import { AwsError, isDenied, isMissing } from '../../aws/aws-error.ts';
import { withAws } from '../../aws/clients.ts';
import { capture } from '../../aws/programs/call.ts';
import { versionOf } from '../../aws/programs/version-of.ts';
import { REGION, useAccount } from './support/account.ts';
import { defaultKubernetes } from '../../tables/kubernetes.ts';

// What the other suites stand on: moto behind the front, errors in words, programs that record their calls.
const account = useAccount();

test('every service is asked through its real client', async () => {
  const { aws, front } = account;
  const [ec2, sts, iam, cloudformation, autoscaling, elb, elbv2, ssm, logs, tagging, eks] =
    await Promise.all([
      aws.ec2(),
      aws.sts(),
      aws.iam(),
      aws.cloudformation(),
      aws.autoscaling(),
      aws.elb(),
      aws.elbv2(),
      aws.ssm(),
      aws.logs(),
      aws.tagging(),
      aws.eks(),
    ]);
  expect((await ec2.describeVpcs({})).Vpcs).toHaveLength(1);
  expect((await sts.getCallerIdentity({})).Account).toBe('123456789012');
  await iam.listRoles({});
  await cloudformation.describeStacks({});
  await autoscaling.describeAutoScalingGroups({});
  await elb.describeLoadBalancers({});
  await elbv2.describeLoadBalancers({});
  await ssm.describeParameters({});
  await logs.describeLogGroups({});
  await tagging.getResources({});
  expect((await eks.listClusters({})).clusters).toEqual([]);
  expect(front.actions()).toEqual([
    'ec2:DescribeVpcs',
    'sts:GetCallerIdentity',
    'iam:ListRoles',
    'cloudformation:DescribeStacks',
    'autoscaling:DescribeAutoScalingGroups',
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeLoadBalancers',
    'ssm:DescribeParameters',
    'logs:DescribeLogGroups',
    'tagging:GetResources',
    'eks:ListClusters',
  ]);
});

const ask = (): Promise<unknown> =>
  withAws(REGION, async (aws) => (await aws.ec2()).describeVpcs({}));

async function caught(work: Promise<unknown>): Promise<AwsError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

test.each([
  ['ExpiredToken', 'the AWS credentials have expired', 'sign in again'],
  [
    'AuthFailure',
    'AWS does not accept these credentials: it does not know the access key (why)',
    'make new keys',
  ],
  [
    'UnauthorizedOperation',
    'these credentials may not do ec2:DescribeVpcs in us-west-2: why',
    'let an administrator allow ec2:DescribeVpcs',
  ],
  ['OptInRequired', 'us-west-2 is not open to this account: why', 'enable the region'],
  ['Strange', 'ec2:DescribeVpcs in us-west-2 failed: Strange: why', undefined],
])('%s is told in words', async (code, message, fix) => {
  account.front.fail('ec2:DescribeVpcs', { code, message: 'why', status: 403 });
  const error = await caught(ask());
  expect(error.message).toBe(message);
  if (fix) expect(error.fix).toContain(fix);
  expect(isDenied(error)).toBe(code === 'UnauthorizedOperation');
});

test('throttling is waited out, and explained when it does not end', async () => {
  account.front.fail('ec2:DescribeVpcs', { code: 'RequestLimitExceeded', status: 503, times: 2 });
  await ask();
  expect(account.front.actions()).toEqual(Array(3).fill('ec2:DescribeVpcs'));
  account.front.fail('ec2:DescribeVpcs', { code: 'RequestLimitExceeded', status: 503 });
  const error = await caught(ask());
  expect(error.message).toBe(
    'ec2 gets too many requests at the moment: it refused ec2:DescribeVpcs 5 times',
  );
});

test('what is not there is told from what failed', async () => {
  const eks = await account.aws.eks();
  expect(isMissing(await caught(eks.describeCluster({ name: 'nowhere' })))).toBe(true);
  const cloudformation = await account.aws.cloudformation();
  expect(isMissing(await caught(cloudformation.describeStacks({ StackName: 'none' })))).toBe(true);
  const iam = await account.aws.iam();
  expect(isMissing(await caught(iam.getRole({ RoleName: 'none' })))).toBe(true);
});

test('programs are stand-ins that record how they are called', async () => {
  const path = process.env.PATH;
  process.env.PATH = account.programs.folder;
  try {
    expect(await versionOf('eksctl')).toBe('0.231.0');
    expect(await versionOf('kubectl')).toBe(`${defaultKubernetes}.2`);
    expect(await versionOf('aws')).toBe('2.31.0');
    account.programs.answer('kubectl', () => ({ stdout: 'yes', code: 3 }));
    expect(await capture('kubectl', ['get', 'pods'], { input: 'x' })).toMatchObject({
      code: 3,
      stdout: 'yes',
    });
  } finally {
    process.env.PATH = path;
  }
  expect(account.programs.lines().at(-1)).toBe('kubectl get pods');
  expect(account.programs.calls.at(-1)?.input).toBe('x');
});

import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import { eventIds, firstFailure, undeleted } from '../../../aws/stacks/failures.ts';
import { allStacks } from '../../../aws/stacks/stacks.ts';
import { usePlayedAws } from './support.ts';

const played = usePlayedAws();
let cloudformation: CloudFormation;
beforeAll(async () => {
  cloudformation = await played.aws.cloudformation();
});

const network = {
  VPC: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16', EnableDnsSupport: true } },
  Gateway: { Type: 'AWS::EC2::InternetGateway' },
  Attachment: {
    Type: 'AWS::EC2::VPCGatewayAttachment',
    Properties: { VpcId: { Ref: 'VPC' }, InternetGatewayId: { Ref: 'Gateway' } },
  },
  Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'VPC' } } },
  Route: {
    Type: 'AWS::EC2::Route',
    DependsOn: 'Attachment',
    Properties: {
      RouteTableId: { Ref: 'Table' },
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: { Ref: 'Gateway' },
    },
  },
  Subnet: {
    Type: 'AWS::EC2::Subnet',
    Properties: {
      VpcId: { Ref: 'VPC' },
      CidrBlock: '10.0.0.0/24',
      AvailabilityZone: { 'Fn::Sub': '${AWS::Region}a' },
      MapPublicIpOnLaunch: true,
    },
  },
  Association: {
    Type: 'AWS::EC2::SubnetRouteTableAssociation',
    Properties: { SubnetId: { Ref: 'Subnet' }, RouteTableId: { Ref: 'Table' } },
  },
  Group: {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { GroupDescription: 'nodes', VpcId: { Ref: 'VPC' } },
  },
  Ingress: {
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: {
      GroupId: { 'Fn::GetAtt': 'Group.GroupId' },
      SourceSecurityGroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] },
      IpProtocol: '-1',
      FromPort: 0,
      ToPort: 65535,
    },
  },
};

const role = (name?: string, policies: readonly string[] = []) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    ...(name && { RoleName: name }),
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } },
      ],
    },
    ManagedPolicyArns: policies.map((policy) => `arn:aws:iam::aws:policy/${policy}`),
  },
});

async function create(StackName: string, template: object, more: object = {}): Promise<string> {
  const { StackId = '' } = await cloudformation.createStack({
    StackName,
    TemplateBody: JSON.stringify(template),
    Capabilities: ['CAPABILITY_IAM'],
    ...more,
  });
  return StackId;
}

async function statusOf(name: string): Promise<string | undefined> {
  const { Stacks = [] } = await cloudformation.describeStacks({ StackName: name });
  return Stacks[0]?.StackStatus;
}

describe('a network', () => {
  test('is made with tags and exports, which another stack imports', async () => {
    await create(
      'network',
      {
        Resources: network,
        Outputs: {
          VPC: { Value: { Ref: 'VPC' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}::VPC' } } },
        },
      },
      { Tags: [{ Key: 'project', Value: 'eks-sock-shop' }] },
    );
    const [stack] = await allStacks(played.aws);
    expect(stack).toMatchObject({ name: 'network', status: 'CREATE_COMPLETE' });
    const vpc = stack?.outputs?.get('VPC') ?? '';
    const { Vpcs = [] } = await (await played.aws.ec2()).describeVpcs({ VpcIds: [vpc] });
    const tags = Object.fromEntries((Vpcs[0]?.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
    expect(tags).toMatchObject({
      project: 'eks-sock-shop',
      'aws:cloudformation:stack-name': 'network',
      'aws:cloudformation:logical-id': 'VPC',
    });
    await create('importer', {
      Resources: {
        Other: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: {
            GroupDescription: 'other',
            VpcId: { 'Fn::ImportValue': 'network::VPC' },
          },
        },
      },
    });
    expect(await statusOf('importer')).toBe('CREATE_COMPLETE');
  });

  test('keeps what others use: the deletion fails, says where, and ends once it is free', async () => {
    await cloudformation.deleteStack({ StackName: 'network' });
    expect(await statusOf('network')).toBe('DELETE_FAILED');
    expect(await undeleted(played.aws, 'network')).toEqual([
      expect.objectContaining({ resource: 'VPC', reason: expect.stringMatching(/dependencies/) }),
    ]);
    await cloudformation.deleteStack({ StackName: 'importer' });
    await cloudformation.deleteStack({ StackName: 'network' });
    expect(await allStacks(played.aws)).toEqual([]);
    const ec2 = await played.aws.ec2();
    expect((await ec2.describeInternetGateways({})).InternetGateways).toEqual([]);
    // Those that are left are the account's own, from the beginning.
    expect((await ec2.describeRouteTables({})).RouteTables).toHaveLength(1);
    expect((await ec2.describeVpcs({})).Vpcs?.map((one) => one.IsDefault)).toEqual([true]);
  });
});

describe('a failure', () => {
  const broken = {
    Resources: {
      Good: role('good'),
      Bad: { ...role('bad', ['NoSuchPolicy']), DependsOn: 'Good' },
    },
  };

  test('is rolled back, and the stack says what failed', async () => {
    await create('broken', broken);
    expect(await statusOf('broken')).toBe('ROLLBACK_COMPLETE');
    expect(await firstFailure(played.aws, 'broken')).toMatchObject({
      resource: 'Bad',
      type: 'AWS::IAM::Role',
      reason: expect.stringMatching(/NoSuchPolicy does not exist/),
    });
    const iam = await played.aws.iam();
    await expect(iam.getRole({ RoleName: 'good' })).rejects.toThrow(/not be found|NoSuchEntity/);
    await cloudformation.deleteStack({ StackName: 'broken' });
  });

  test('stays as it is where that is asked for', async () => {
    await create('kept', broken, { DisableRollback: true });
    expect(await statusOf('kept')).toBe('CREATE_FAILED');
    await cloudformation.deleteStack({ StackName: 'kept' });
    expect(await allStacks(played.aws)).toEqual([]);
  });

  test('a type that is not played is one', async () => {
    await create('unknown', { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } });
    expect(await firstFailure(played.aws, 'unknown')).toMatchObject({
      reason: expect.stringMatching(/practice does not play resources of the type AWS::SQS::Queue/),
    });
    await cloudformation.deleteStack({ StackName: 'unknown' });
  });

  test.each([
    ['no resources', {}, /At least one Resources member/],
    [
      'a circle',
      { Resources: { A: { Type: 'T', DependsOn: 'B' }, B: { Type: 'T', DependsOn: 'A' } } },
      /Circular dependency/,
    ],
  ])('%s is refused before anything is made', async (_, template, words) => {
    await expect(create('refused', template)).rejects.toThrow(words);
    expect(await allStacks(played.aws)).toEqual([]);
  });
});

describe('a change', () => {
  const base = { Resources: { Role: role(), Gone: { Type: 'AWS::EC2::InternetGateway' } } };
  const changed = { Resources: { Role: role(undefined, ['AmazonEKSClusterPolicy']) } };

  test('by a change set: what is gone is deleted, what stays keeps its name', async () => {
    await create('changing', base);
    const physical = async () =>
      (await cloudformation.describeStackResources({ StackName: 'changing' })).StackResources?.map(
        (one) => one.PhysicalResourceId,
      ) ?? [];
    const [before] = await physical();
    const plan = { StackName: 'changing', ChangeSetName: 'first' };
    await cloudformation.createChangeSet({
      ...plan,
      TemplateBody: JSON.stringify(changed),
      Capabilities: ['CAPABILITY_IAM'],
    });
    const told = await cloudformation.describeChangeSet(plan);
    expect(told.Changes?.map((one) => one.ResourceChange?.Action)).toEqual(['Modify', 'Remove']);
    await cloudformation.executeChangeSet(plan);
    expect(await statusOf('changing')).toBe('UPDATE_COMPLETE');
    expect(await physical()).toEqual([before]);
    const { AttachedPolicies = [] } = await (
      await played.aws.iam()
    ).listAttachedRolePolicies({ RoleName: before });
    expect(AttachedPolicies.map((one) => one.PolicyName)).toEqual(['AmazonEKSClusterPolicy']);
  });

  test('that changes nothing is refused, in both ways that AWS has', async () => {
    const same = { StackName: 'changing', TemplateBody: JSON.stringify(changed) };
    await expect(cloudformation.updateStack(same)).rejects.toThrow(/No updates/);
    const plan = { StackName: 'changing', ChangeSetName: 'second' };
    await cloudformation.createChangeSet({ ...plan, TemplateBody: JSON.stringify(changed) });
    expect(await cloudformation.describeChangeSet(plan)).toMatchObject({
      Status: 'FAILED',
      StatusReason: expect.stringMatching(/didn't contain changes/),
    });
  });

  test('that fails goes back to what was', async () => {
    const before = await eventIds(played.aws, 'changing');
    await cloudformation.updateStack({
      StackName: 'changing',
      TemplateBody: JSON.stringify({ Resources: { Role: role(undefined, ['NoSuchPolicy']) } }),
    });
    expect(await statusOf('changing')).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await firstFailure(played.aws, 'changing', before)).toMatchObject({ resource: 'Role' });
    await cloudformation.deleteStack({ StackName: 'changing' });
  });
});

describe('a protected stack', () => {
  test('is deleted once its protection is off', async () => {
    await create(
      'protected',
      { Resources: { Role: role() } },
      { EnableTerminationProtection: true },
    );
    await expect(cloudformation.deleteStack({ StackName: 'protected' })).rejects.toThrow(
      /TerminationProtection is enabled/,
    );
    await cloudformation.updateTerminationProtection({
      StackName: 'protected',
      EnableTerminationProtection: false,
    });
    await cloudformation.deleteStack({ StackName: 'protected' });
    await expect(statusOf('protected')).rejects.toThrow(/does not exist/);
    const { StackSummaries = [] } = await cloudformation.listStacks({
      StackStatusFilter: ['DELETE_COMPLETE'],
    });
    expect(StackSummaries.map((one) => one.StackName)).toContain('protected');
  });
});

test('a launch template takes its image from a public parameter, and tells its newest version', async () => {
  const template = (type: string) => ({
    Parameters: {
      Image: {
        Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
        Default:
          '/aws/service/eks/optimized-ami/1.36/amazon-linux-2023/x86_64/standard/recommended/image_id',
      },
    },
    Resources: {
      Template: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: {
          LaunchTemplateName: 'nodes',
          LaunchTemplateData: { ImageId: { Ref: 'Image' }, InstanceType: type },
        },
      },
    },
    Outputs: { Version: { Value: { 'Fn::GetAtt': 'Template.LatestVersionNumber' } } },
  });
  await create('template', template('t3.large'));
  await cloudformation.updateStack({
    StackName: 'template',
    TemplateBody: JSON.stringify(template('t3.xlarge')),
  });
  const [stack] = await allStacks(played.aws);
  expect(stack?.outputs?.get('Version')).toBe('2');
  const { LaunchTemplateVersions = [] } = await (
    await played.aws.ec2()
  ).describeLaunchTemplateVersions({ LaunchTemplateName: 'nodes', Versions: ['$Latest'] });
  expect(LaunchTemplateVersions[0]?.LaunchTemplateData).toMatchObject({
    InstanceType: 't3.xlarge',
    ImageId: expect.stringMatching(/^ami-[0-9a-f]{17}$/),
  });
  await cloudformation.deleteStack({ StackName: 'template' });
});

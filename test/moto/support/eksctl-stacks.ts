/** What eksctl's own stacks hold, as far as moto can make it. */
export interface Template {
  readonly AWSTemplateFormatVersion: string;
  readonly Description: string;
  readonly Resources: Record<string, unknown>;
  readonly Outputs: Record<string, { Value: unknown }>;
}

export const zones = ['a', 'b', 'c'] as const;

/** The stack that holds a cluster's network and service role; without its gateway, which moto's stacks never delete. */
export function clusterStack(
  name: string,
  region: string,
  cidr: string,
  stackTags: Readonly<Record<string, string>> = {},
): Template {
  const [first, second] = cidr.split('.');
  const subnet = (zone: string, index: number, isPublic: boolean) => ({
    Type: 'AWS::EC2::Subnet',
    Properties: {
      VpcId: { Ref: 'VPC' },
      AvailabilityZone: `${region}${zone}`,
      CidrBlock: `${first}.${second}.${(isPublic ? 0 : 96) + index * 32}.0/19`,
      MapPublicIpOnLaunch: isPublic,
      Tags: tags(
        `eksctl-${name}-cluster/Subnet${isPublic ? 'Public' : 'Private'}${logical(region, zone)}`,
        {
          [isPublic ? 'kubernetes.io/role/elb' : 'kubernetes.io/role/internal-elb']: '1',
        },
      ),
    },
  });
  const subnets = (isPublic: boolean) =>
    Object.fromEntries(
      zones.map((zone, index) => [
        `Subnet${isPublic ? 'Public' : 'Private'}${logical(region, zone)}`,
        subnet(zone, index, isPublic),
      ]),
    );
  // CloudFormation puts a stack's own tags on what it makes; moto doesn't.
  const tags = (label: string, more: Record<string, string> = {}) =>
    Object.entries({ Name: label, ...eksctlTags(name), ...stackTags, ...more }).map(
      ([Key, Value]) => ({
        Key,
        Value,
      }),
    );
  const group = (label: string, description: string) => ({
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      GroupDescription: description,
      VpcId: { Ref: 'VPC' },
      Tags: tags(`eksctl-${name}-cluster/${label}`),
    },
  });
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'EKS cluster (dedicated VPC: true, dedicated IAM: true) [created by eksctl]',
    Resources: {
      VPC: {
        Type: 'AWS::EC2::VPC',
        Properties: {
          CidrBlock: cidr,
          EnableDnsHostnames: true,
          EnableDnsSupport: true,
          Tags: tags(`eksctl-${name}-cluster/VPC`),
        },
      },
      ...subnets(true),
      ...subnets(false),
      ControlPlaneSecurityGroup: group(
        'ControlPlaneSecurityGroup',
        'Communication between the control plane and worker nodegroups',
      ),
      ClusterSharedNodeSecurityGroup: group(
        'ClusterSharedNodeSecurityGroup',
        'Communication between all nodes in the cluster',
      ),
      ServiceRole: role(name, 'eks.amazonaws.com', ['AmazonEKSClusterPolicy']),
    },
    Outputs: {
      VPC: { Value: { Ref: 'VPC' } },
      SecurityGroup: { Value: { Ref: 'ControlPlaneSecurityGroup' } },
      SharedNodeSecurityGroup: { Value: { Ref: 'ClusterSharedNodeSecurityGroup' } },
      SubnetsPublic: { Value: joined('Public', region) },
      SubnetsPrivate: { Value: joined('Private', region) },
      ServiceRoleARN: { Value: { 'Fn::GetAtt': ['ServiceRole', 'Arn'] } },
    },
  };
}

/** The stack of a managed node group, but for the group itself, which moto has no template for. */
export function nodeGroupStack(name: string, instanceType: string): Template {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'EKS Managed Nodes (SSH access: false) [created by eksctl]',
    Resources: {
      LaunchTemplate: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: {
          LaunchTemplateName: `eksctl-${name}-nodegroup-workers`,
          LaunchTemplateData: { ImageId: 'ami-12c6146b', InstanceType: instanceType },
        },
      },
      NodeInstanceRole: role(name, 'ec2.amazonaws.com', [
        'AmazonEC2ContainerRegistryPullOnly',
        'AmazonEKSWorkerNodePolicy',
        'AmazonEKS_CNI_Policy',
        'AmazonSSMManagedInstanceCore',
      ]),
    },
    Outputs: {
      LaunchTemplate: { Value: { Ref: 'LaunchTemplate' } },
      InstanceRoleARN: { Value: { 'Fn::GetAtt': ['NodeInstanceRole', 'Arn'] } },
    },
  };
}

/** The stack of a role that one ServiceAccount, or an addon's, takes by the cluster's OIDC provider. */
export function serviceAccountStack(
  name: string,
  provider: string,
  serviceAccount: string,
  description: string,
): Template {
  const host = provider.slice(provider.indexOf('/') + 1);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: description,
    Resources: {
      Role1: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['sts:AssumeRoleWithWebIdentity'],
                Principal: { Federated: provider },
                Condition: {
                  StringEquals: {
                    [`${host}:aud`]: 'sts.amazonaws.com',
                    [`${host}:sub`]: `system:serviceaccount:${serviceAccount}`,
                  },
                },
              },
            ],
          },
          Policies: [
            {
              PolicyName: 'Policy1',
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: [
                  { Effect: 'Allow', Action: ['ec2:DescribeInstanceTypes'], Resource: '*' },
                ],
              },
            },
          ],
          Tags: Object.entries(eksctlTags(name)).map(([Key, Value]) => ({ Key, Value })),
        },
      },
    },
    Outputs: { Role1: { Value: { 'Fn::GetAtt': ['Role1', 'Arn'] } } },
  };
}

/** The tags that eksctl puts on everything of a cluster. */
export function eksctlTags(name: string): Record<string, string> {
  return {
    'alpha.eksctl.io/cluster-name': name,
    'alpha.eksctl.io/eksctl-version': '0.231.0',
    'eksctl.cluster.k8s.io/v1alpha1/cluster-name': name,
  };
}

function role(name: string, service: string, policies: readonly string[]): object {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service: service } },
        ],
      },
      ManagedPolicyArns: policies.map((policy) => `arn:aws:iam::aws:policy/${policy}`),
      Tags: Object.entries(eksctlTags(name)).map(([Key, Value]) => ({ Key, Value })),
    },
  };
}

function joined(kind: 'Public' | 'Private', region: string): object {
  return {
    'Fn::Join': [',', zones.map((zone) => ({ Ref: `Subnet${kind}${logical(region, zone)}` }))],
  };
}

function logical(region: string, zone: string): string {
  return `${region}${zone}`.replaceAll('-', '').toUpperCase();
}

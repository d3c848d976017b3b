import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../aws/aws-error.ts';
import type { AccountView } from '../../../scripts/verify/account.ts';
import { clusterItems } from '../../../scripts/verify/cluster.ts';
import type { Item } from '../../../scripts/verify/exercise.ts';
import { nodeRoleScales } from '../../../scripts/verify/roles.ts';
import { configOf } from '../../support/configs.ts';

const config = configOf({ name: 'sock-shop', access: { from: ['198.51.100.7/32'] } });
const context = { name: 'sock-shop', server: 'https://abc.eks.example.com' };
const CLUSTER_ROLE = 'arn:aws:iam::111122223333:role/cluster';
const NODE_ROLE = 'arn:aws:iam::111122223333:role/nodes';

const trust = (Service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } }],
});

const right = {
  cluster: {
    name: 'sock-shop',
    status: 'ACTIVE',
    version: config.kubernetes,
    endpoint: 'https://ABC.eks.example.com',
    roleArn: CLUSTER_ROLE,
    resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ['198.51.100.7/32'] },
  },
  nodegroups: [
    {
      nodegroupName: 'workers',
      nodeRole: NODE_ROLE,
      scalingConfig: { minSize: 2, desiredSize: 3, maxSize: 4 },
    },
  ],
  roles: {
    [CLUSTER_ROLE]: {
      arn: CLUSTER_ROLE,
      trust: trust('eks.amazonaws.com'),
      attached: ['AmazonEKSClusterPolicy'],
      inline: {},
    },
    [NODE_ROLE]: {
      arn: NODE_ROLE,
      trust: trust('ec2.amazonaws.com'),
      attached: ['AmazonEC2ContainerRegistryPullOnly', 'AmazonEKSWorkerNodePolicy'],
      inline: {},
    },
  },
} as const satisfies AccountView;

const open = (account: AccountView | AwsError, own = context): Item[] =>
  clusterItems(config, account, own).filter(({ state }) => state !== 'done');

test('as eksctl makes it, all of it is done', () => {
  const said = clusterItems(config, right, context).map(
    ({ what, evidence }) => `${what}: ${evidence.replace(config.kubernetes, '<default>')}`,
  );
  expect(said).toMatchInlineSnapshot(`
   [
     "the cluster: sock-shop is ACTIVE, Kubernetes <default>",
     "the cluster's role: arn:aws:iam::111122223333:role/cluster trusts eks.amazonaws.com and has AmazonEKSClusterPolicy",
     "who reaches the API: 198.51.100.7/32 alone",
     "kubectl is connected to it: context sock-shop, https://abc.eks.example.com",
     "the node group: workers is 2/3/4 (min/desired/max)",
     "the nodes' role: arn:aws:iam::111122223333:role/nodes trusts ec2.amazonaws.com and has AmazonEC2ContainerRegistryPullOnly, AmazonEKSWorkerNodePolicy",
   ]
  `);
  expect(open(right)).toEqual([]);
});

test.each([
  ['autoscaled down', { minSize: 2, desiredSize: 2, maxSize: 4 }],
  ['autoscaled up', { minSize: 2, desiredSize: 4, maxSize: 4 }],
])('%s is right as well', (_, scalingConfig) => {
  const [group] = right.nodegroups;
  expect(open({ ...right, nodegroups: [{ ...group, scalingConfig }] })).toEqual([]);
});

describe('what is not as the chapter asks is named', () => {
  const { cluster } = right;
  const vpc = cluster.resourcesVpcConfig;
  const [group] = right.nodegroups;
  const cases: readonly (readonly [string, AccountView, string, string])[] = [
    [
      'no cluster',
      { nodegroups: [], roles: {} },
      'EKS has no sock-shop in us-west-2',
      'npm run up -- --cluster sock-shop --only cluster',
    ],
    [
      'a cluster on its way',
      { ...right, cluster: { ...cluster, status: 'CREATING' } },
      'sock-shop is CREATING',
      'npm run status -- --cluster sock-shop --wait',
    ],
    [
      'another version',
      { ...right, cluster: { ...cluster, version: '1.30' } },
      `it runs Kubernetes 1.30, and clusters/sock-shop.yaml says ${config.kubernetes}`,
      'npm run upgrade -- --cluster sock-shop',
    ],
    [
      'an endpoint open to all',
      {
        ...right,
        cluster: { ...cluster, resourcesVpcConfig: { ...vpc, publicAccessCidrs: ['0.0.0.0/0'] } },
      },
      '0.0.0.0/0 may, and access.from of clusters/sock-shop.yaml is 198.51.100.7/32',
      'npm run allow-me -- --cluster sock-shop --apply',
    ],
    [
      'other sizes',
      {
        ...right,
        nodegroups: [{ ...group, scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 1 } }],
      },
      'workers is 1/1/1 (min/desired/max), and should be 2/3/4',
      'eksctl scale nodegroup --cluster sock-shop --region us-west-2 --name workers --nodes-min 2 --nodes 3 --nodes-max 4',
    ],
    [
      'no node group',
      { ...right, nodegroups: [] },
      'the cluster has none',
      'eksctl create nodegroup -f dist/sock-shop/eksctl/cluster.yaml',
    ],
    [
      'a role that trusts nobody',
      {
        ...right,
        roles: {
          ...right.roles,
          [CLUSTER_ROLE]: { ...right.roles[CLUSTER_ROLE], trust: trust('ec2.amazonaws.com') },
        },
      },
      `${CLUSTER_ROLE} does not trust eks.amazonaws.com`,
      'see roles.cluster in docs/cluster-file.md',
    ],
    [
      'a node role without its policies',
      {
        ...right,
        roles: {
          ...right.roles,
          [NODE_ROLE]: { ...right.roles[NODE_ROLE], attached: [] },
        },
      },
      `${NODE_ROLE} lacks AmazonEKSWorkerNodePolicy and lacks AmazonEC2ContainerRegistryPullOnly`,
      'see roles.node in docs/cluster-file.md',
    ],
  ];
  test.each(cases)('%s', (_, account, evidence, next) => {
    expect(open(account)).toEqual([expect.objectContaining({ evidence, next })]);
  });

  test('a kubectl that is connected to another cluster, or to none', () => {
    expect(open(right, { name: 'minikube', server: 'https://192.168.49.2:8443' })).toEqual([
      expect.objectContaining({
        state: 'wrong',
        next: 'npm run kubeconfig -- --cluster sock-shop',
      }),
    ]);
    expect(clusterItems(config, right, undefined)).toContainEqual(
      expect.objectContaining({ state: 'not yet', evidence: 'kubectl has no current context' }),
    );
  });

  test('what AWS cannot be asked is never taken for done', () => {
    const error = AwsError.of(
      Object.assign(new Error('none'), { name: 'CredentialsProviderError' }),
      {
        action: 'eks:DescribeCluster',
        region: 'us-west-2',
      },
    );
    expect(open(error)).toEqual([expect.objectContaining({ state: 'not checked' })]);
  });
});

describe("the nodes' role and scaling", () => {
  const role = right.roles[NODE_ROLE];
  const policy = (Action: string, Effect = 'Allow') => ({
    Version: '2012-10-17',
    Statement: [{ Effect, Action, Resource: '*' }],
  });

  test('without any right to scale, it is as it should be', () => {
    expect(nodeRoleScales(role).state).toBe('done');
    const inline = { Read: policy('autoscaling:Describe*'), No: policy('autoscaling:*', 'Deny') };
    expect(nodeRoleScales({ ...role, inline }).state).toBe('done');
  });

  test.each([
    ['PolicyAutoScaling', { ...role, inline: { PolicyAutoScaling: policy('autoscaling:Set*') } }],
    ['AutoScalingFullAccess', { ...role, attached: [...role.attached, 'AutoScalingFullAccess'] }],
  ])('%s is named, with the way to take it away', (name, own) => {
    const item = nodeRoleScales(own);
    expect(item.state).toBe('wrong');
    expect(item.evidence).toContain(name);
    expect(item.next).toContain('aws iam de');
  });

  test('a role that may not be read is not taken for right', () => {
    expect(nodeRoleScales('you may not read it (iam:GetRole)').state).toBe('not checked');
  });
});

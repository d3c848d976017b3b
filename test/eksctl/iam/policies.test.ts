import { describe, expect, test } from '@jest/globals';
import { autoscalerPolicy } from '../../../eksctl/autoscaler-policy.ts';
import { clusterConfig } from '../../../eksctl/cluster-config.ts';
import { logGroupPrefixes } from '../../../eksctl/log-groups.ts';
import type { Context } from '../../../eksctl/iam/context.ts';
import { roleIn, rolesOf } from '../../../eksctl/iam/eksctl-names.ts';
import { evaluate, type Request } from '../../../eksctl/iam/evaluate.ts';
import { neededActions } from '../../../eksctl/iam/needed-actions.ts';
import { policyFiles, filesThatAllow } from '../../../eksctl/iam/policies.ts';
import { readPolicy } from '../../../eksctl/iam/policy.ts';
import { isOurs, renderPolicy } from '../../../output/render.ts';
import { configOf, type Overrides } from '../../support/configs.ts';

// Every policy that is made here, judged by the evaluator against a table of calls.

const ACCOUNT = '111122223333';
const REGION = 'us-west-2';
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;

const eks = (resource: string) => `arn:aws:eks:${REGION}:${ACCOUNT}:${resource}`;
const ec2 = (resource: string) => `arn:aws:ec2:${REGION}:${ACCOUNT}:${resource}`;
const iam = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;
const aws = (policy: string) => `arn:aws:iam::aws:policy/${policy}`;
const stack = (name: string) =>
  `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${name}/0a1b2c3d-example`;
const group = `arn:aws:autoscaling:${REGION}:${ACCOUNT}:autoScalingGroup:0a1b:autoScalingGroupName/x`;
const inRegion = { 'aws:RequestedRegion': REGION };
const ofCluster = (name: string) => ({ 'aws:ResourceTag/alpha.eksctl.io/cluster-name': name });

const ALLOWED = 'allowed';
const NO = 'implicitly denied';
type Row = readonly [
  what: string,
  action: string,
  resource: string,
  context: Context,
  decision: string,
];

function judge(policies: readonly unknown[], request: Request): string {
  return evaluate(
    policies.map((policy) => readPolicy(policy)),
    request,
  ).decision;
}

function filesOf(overrides: Overrides, wanted: RegExp): unknown[] {
  return policyFiles(configOf(overrides))
    .filter(({ path }) => wanted.test(path))
    .map(({ policy }) => policy);
}

describe("the autoscaler's own role", () => {
  const own = {
    'aws:ResourceTag/k8s.io/cluster-autoscaler/enabled': 'true',
    'aws:ResourceTag/k8s.io/cluster-autoscaler/sock-shop': 'owned',
  };
  const another = {
    'aws:ResourceTag/k8s.io/cluster-autoscaler/enabled': 'true',
    'aws:ResourceTag/k8s.io/cluster-autoscaler/sock-shop-2': 'owned',
  };
  const resize = 'autoscaling:SetDesiredCapacity';
  const end = 'autoscaling:TerminateInstanceInAutoScalingGroup';
  const rows: Row[] = [
    ['sees every group', 'autoscaling:DescribeAutoScalingGroups', '*', {}, ALLOWED],
    ['resizes its own', resize, group, own, ALLOWED],
    ['ends instances of its own', end, group, own, ALLOWED],
    ["resizes another cluster's", resize, group, another, NO],
    ["ends another cluster's instances", end, group, another, NO],
    ['ends instances of a group without tags', end, group, {}, NO],
    [
      'ends instances of a group that is not enabled',
      end,
      group,
      { ...own, 'aws:ResourceTag/k8s.io/cluster-autoscaler/enabled': 'false' },
      NO,
    ],
    ['deletes its own group', 'autoscaling:DeleteAutoScalingGroup', group, own, NO],
    ['ends an instance past its group', 'ec2:TerminateInstances', ec2('instance/i-1'), own, NO],
    ['tags a group as its own', 'autoscaling:CreateOrUpdateTags', group, another, NO],
  ];

  test.each(rows)('%s', (_, action, resource, context, decision) => {
    const account = clusterConfig(configOf()).iam?.serviceAccounts?.[0];
    expect(judge([account?.attachPolicy], { action, resource, context })).toBe(decision);
  });

  // What eksctl puts on the node role with iam.withAddonPolicies.autoScaler: the same writes, without a condition.
  test('the ready-made policy of the node role would let every pod resize any group', () => {
    const ready = {
      Version: '2012-10-17',
      Statement: autoscalerPolicy('sock-shop').Statement.map((statement) => ({
        ...statement,
        Condition: undefined,
      })),
    };
    for (const context of [own, another, {}]) {
      expect(judge([ready], { action: resize, resource: group, context })).toBe(ALLOWED);
    }
  });
});

describe('the trust policy of a role for one ServiceAccount', () => {
  const issuer = `oidc.eks.${REGION}.amazonaws.com/id/EXAMPLE`;
  // As eksctl writes it for iam.serviceAccounts.
  const trust = readPolicy(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: iam(`oidc-provider/${issuer}`) },
          Action: ['sts:AssumeRoleWithWebIdentity'],
          Condition: {
            StringEquals: {
              [`${issuer}:aud`]: 'sts.amazonaws.com',
              [`${issuer}:sub`]: 'system:serviceaccount:kube-system:cluster-autoscaler',
            },
          },
        },
      ],
    },
    'trust',
  );
  const account = (namespace: string, name: string) => ({
    [`${issuer}:aud`]: 'sts.amazonaws.com',
    [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${name}`,
  });
  const action = 'sts:AssumeRoleWithWebIdentity';
  const provider = { type: 'Federated', id: iam(`oidc-provider/${issuer}`) } as const;

  test.each([
    ['kube-system', 'cluster-autoscaler', ALLOWED],
    ['kube-system', 'default', NO],
    ['sock-shop', 'cluster-autoscaler', NO],
  ])('%s/%s: %s', (namespace, name, decision) => {
    const context = account(namespace, name);
    expect(evaluate([trust], { action, principal: provider, context }).decision).toBe(decision);
  });

  test('no token for anybody else, and no other issuer', () => {
    const right = account('kube-system', 'cluster-autoscaler');
    const ask = (changed: Partial<Request>) =>
      evaluate([trust], { action, principal: provider, context: right, ...changed }).decision;
    expect(ask({ context: { ...right, [`${issuer}:aud`]: 'elsewhere' } })).toBe(NO);
    expect(ask({ context: {} })).toBe(NO);
    const other = { ...provider, id: iam('oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/X') };
    expect(ask({ principal: other })).toBe(NO);
    expect(ask({ principal: { type: 'Service', id: 'ec2.amazonaws.com' } })).toBe(NO);
    expect(ask({ action: 'sts:AssumeRole' })).toBe(NO);
  });
});

const nodeRole = iam('role/eksctl-sock-shop-nodegroup-workers-NodeInstanceRole-Ab3dEf6hIj9l');
const podRole = iam('role/eksctl-sock-shop-addon-iamserviceaccount-kube-Role1-Ab3dEf6hIj9l');
const foreignRole = iam('role/eksctl-sock-shop-2-nodegroup-workers-NodeInstanceRole-Ab3dEf6hIj9l');
const to = (service: string) => ({ 'iam:PassedToService': `${service}.amazonaws.com` });
const arn = (policy: string) => ({ 'iam:PolicyARN': policy });

describe('the operator', () => {
  const rows: Row[] = [
    ['reads the versions on sale', 'eks:DescribeClusterVersions', '*', inRegion, ALLOWED],
    ['makes a cluster', 'eks:CreateCluster', '*', inRegion, ALLOWED],
    ['in another region', 'eks:CreateCluster', '*', { 'aws:RequestedRegion': 'eu-west-1' }, NO],
    ['deletes the cluster', 'eks:DeleteCluster', eks('cluster/sock-shop'), {}, ALLOWED],
    ['deletes another', 'eks:DeleteCluster', eks('cluster/sock-shop-2'), {}, NO],
    ['deletes one of a shorter name', 'eks:DeleteCluster', eks('cluster/sock'), {}, NO],
    ['reads another', 'eks:DescribeCluster', eks('cluster/sock-shop-2'), {}, NO],
    [
      'resizes its nodes',
      'eks:UpdateNodegroupConfig',
      eks('nodegroup/sock-shop/workers/1'),
      {},
      ALLOWED,
    ],
    [
      "resizes another's",
      'eks:UpdateNodegroupConfig',
      eks('nodegroup/sock-shop-2/workers/1'),
      {},
      NO,
    ],
    ['lets its own in', 'eks:UpdateClusterConfig', eks('cluster/sock-shop'), {}, ALLOWED],
    ['lets its own into another', 'eks:UpdateClusterConfig', eks('cluster/other'), {}, NO],
    ['makes a stack', 'cloudformation:CreateStack', stack('eksctl-sock-shop-cluster'), {}, ALLOWED],
    [
      'makes our stack',
      'cloudformation:CreateChangeSet',
      stack('eks-sock-shop-sock-shop-nodes'),
      {},
      ALLOWED,
    ],
    [
      "deletes another's stack",
      'cloudformation:DeleteStack',
      stack('eksctl-sock-shop-2-cluster'),
      {},
      NO,
    ],
    ['deletes a stack of others', 'cloudformation:DeleteStack', stack('production'), {}, NO],
    ['makes a VPC', 'ec2:CreateVpc', ec2('vpc/vpc-1'), {}, ALLOWED],
    ['deletes its VPC', 'ec2:DeleteVpc', ec2('vpc/vpc-1'), ofCluster('sock-shop'), ALLOWED],
    ["deletes another's VPC", 'ec2:DeleteVpc', ec2('vpc/vpc-1'), ofCluster('sock-shop-2'), NO],
    ['deletes a VPC of no cluster', 'ec2:DeleteVpc', ec2('vpc/vpc-1'), {}, NO],
    [
      "puts a subnet into another's VPC",
      'ec2:CreateSubnet',
      ec2('vpc/vpc-1'),
      ofCluster('sock-shop-2'),
      NO,
    ],
    [
      'puts a subnet into its own',
      'ec2:CreateSubnet',
      ec2('vpc/vpc-1'),
      ofCluster('sock-shop'),
      ALLOWED,
    ],
    [
      'tags what it makes',
      'ec2:CreateTags',
      ec2('vpc/vpc-1'),
      { 'ec2:CreateAction': 'CreateVpc' },
      ALLOWED,
    ],
    ['tags what others made', 'ec2:CreateTags', ec2('vpc/vpc-1'), {}, NO],
    [
      "opens a port of the cluster's nodes",
      'ec2:AuthorizeSecurityGroupIngress',
      ec2('security-group/sg-1'),
      { 'aws:ResourceTag/kubernetes.io/cluster/sock-shop': 'owned' },
      ALLOWED,
    ],
    [
      "opens a port of another cluster's nodes",
      'ec2:RevokeSecurityGroupIngress',
      ec2('security-group/sg-1'),
      { 'aws:ResourceTag/kubernetes.io/cluster/sock-shop-2': 'owned' },
      NO,
    ],
    [
      "opens a port of another cluster's network",
      'ec2:AuthorizeSecurityGroupIngress',
      ec2('security-group/sg-1'),
      ofCluster('sock-shop-2'),
      NO,
    ],
    [
      'deletes a left volume',
      'ec2:DeleteVolume',
      ec2('volume/vol-1'),
      { 'aws:ResourceTag/kubernetes.io/cluster/sock-shop': 'owned' },
      ALLOWED,
    ],
    ['deletes any volume', 'ec2:DeleteVolume', ec2('volume/vol-1'), {}, NO],
    [
      "tags its nodes' group",
      'autoscaling:CreateOrUpdateTags',
      `arn:aws:autoscaling:${REGION}:${ACCOUNT}:autoScalingGroup:0a1b:autoScalingGroupName/eks-workers-0a1b`,
      { 'aws:ResourceTag/eks:cluster-name': 'sock-shop' },
      ALLOWED,
    ],
    [
      "tags another cluster's group as its own",
      'autoscaling:CreateOrUpdateTags',
      `arn:aws:autoscaling:${REGION}:${ACCOUNT}:autoScalingGroup:0a1b:autoScalingGroupName/eks-workers-0a1b`,
      { 'aws:ResourceTag/eks:cluster-name': 'sock-shop-2' },
      NO,
    ],
    ['ends an instance', 'ec2:TerminateInstances', ec2('instance/i-1'), {}, NO],
    [
      'starts its type',
      'ec2:RunInstances',
      ec2('instance/i-1'),
      { 'ec2:InstanceType': 't3.large' },
      ALLOWED,
    ],
    [
      'starts a dear type',
      'ec2:RunInstances',
      ec2('instance/i-1'),
      { 'ec2:InstanceType': 'p5.48xlarge' },
      NO,
    ],
    [
      "sees EKS's own role for node groups, as EKS asks of whoever makes one",
      'iam:GetRole',
      iam('role/aws-service-role/eks-nodegroup.amazonaws.com/AWSServiceRoleForAmazonEKSNodegroup'),
      {},
      ALLOWED,
    ],
    ['sees an admin role', 'iam:GetRole', iam('role/admin'), {}, NO],
    ['makes the node role', 'iam:CreateRole', nodeRole, {}, ALLOWED],
    ['makes an admin role', 'iam:CreateRole', iam('role/admin'), {}, NO],
    ["makes another cluster's role", 'iam:CreateRole', foreignRole, {}, NO],
    [
      'gives it its policy',
      'iam:AttachRolePolicy',
      nodeRole,
      arn(aws('AmazonEKSWorkerNodePolicy')),
      ALLOWED,
    ],
    ['makes it an admin', 'iam:AttachRolePolicy', nodeRole, arn(aws('AdministratorAccess')), NO],
    [
      'gives it a policy of its own making',
      'iam:AttachRolePolicy',
      nodeRole,
      arn(iam('policy/mine')),
      NO,
    ],
    ['writes a policy into the node role', 'iam:PutRolePolicy', nodeRole, {}, NO],
    ['passes the node role to EKS', 'iam:PassRole', nodeRole, to('eks'), ALLOWED],
    ['passes it to Lambda', 'iam:PassRole', nodeRole, to('lambda'), NO],
    ['passes an admin role', 'iam:PassRole', iam('role/admin'), to('eks'), NO],
    ["passes another cluster's role", 'iam:PassRole', foreignRole, to('eks'), NO],
    ['changes who may become a role', 'iam:UpdateAssumeRolePolicy', nodeRole, {}, NO],
    ['makes a user', 'iam:CreateUser', iam('user/mallory'), {}, NO],
    ['makes a policy', 'iam:CreatePolicy', iam('policy/mine'), {}, NO],
    [
      "deletes another cluster's issuer",
      'iam:DeleteOpenIDConnectProvider',
      iam(`oidc-provider/oidc.eks.${REGION}.amazonaws.com/id/X`),
      ofCluster('sock-shop-2'),
      NO,
    ],
    [
      'deletes its issuer',
      'iam:DeleteOpenIDConnectProvider',
      iam(`oidc-provider/oidc.eks.${REGION}.amazonaws.com/id/X`),
      ofCluster('sock-shop'),
      ALLOWED,
    ],
    ...logGroupPrefixes('sock-shop').flatMap((prefix) =>
      ['cluster', 'cluster:*'].map((end): Row => [
        `deletes its logs, ${prefix}${end}`,
        'logs:DeleteLogGroup',
        `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${prefix}${end}`,
        {},
        ALLOWED,
      ]),
    ),
    [
      "deletes another's logs",
      'logs:DeleteLogGroup',
      `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/eks/sock-shop-2/cluster:*`,
      {},
      NO,
    ],
    ['reads a secret', 'secretsmanager:GetSecretValue', '*', inRegion, NO],
    [
      'reads a parameter of its own',
      'ssm:GetParameter',
      `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/x`,
      {},
      NO,
    ],
    [
      "reads AWS's image parameters",
      'ssm:GetParameter',
      `arn:aws:ssm:${REGION}::parameter/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x`,
      {},
      ALLOWED,
    ],
  ];

  test.each(rows)('%s', (_, action, resource, context, decision) => {
    const policies = filesOf({}, /operator/);
    expect(judge(policies, { action, resource, context })).toBe(decision);
  });

  test('with roles.boundary, no role is made or changed that is not within it', () => {
    const policies = filesOf({ roles: { boundary: BOUNDARY } }, /operator/);
    const within = { 'iam:PermissionsBoundary': BOUNDARY };
    const put = (context: Context) =>
      judge(policies, { action: 'iam:PutRolePolicy', resource: podRole, context });
    const make = (context: Context) =>
      judge(policies, { action: 'iam:CreateRole', resource: nodeRole, context });
    const attach = (context: Context) =>
      judge(policies, {
        action: 'iam:AttachRolePolicy',
        resource: nodeRole,
        context: { ...arn(aws('AmazonEKSWorkerNodePolicy')), ...context },
      });
    for (const act of [put, make, attach]) {
      expect(act(within)).toBe(ALLOWED);
      expect(act({})).toBe(NO);
      expect(act({ 'iam:PermissionsBoundary': iam('policy/wider') })).toBe(NO);
    }
    for (const action of ['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary']) {
      expect(judge(policies, { action, resource: podRole, context: within })).toBe(NO);
    }
  });

  test("gives CloudWatch's addon its policies where the cluster has it, and only there", () => {
    const addons = [{ name: 'amazon-cloudwatch-observability' }];
    const attach = (overrides: Overrides, policy: string) =>
      judge(filesOf(overrides, /operator/), {
        action: 'iam:AttachRolePolicy',
        resource: iam('role/eksctl-sock-shop-addon-amazon-cloudwatch-obse-Role1-Ab3dEf6hIj9l'),
        context: arn(aws(policy)),
      });
    for (const policy of ['CloudWatchAgentServerPolicy', 'AWSXrayWriteOnlyAccess']) {
      expect(attach({ addons }, policy)).toBe(ALLOWED);
      expect(attach({}, policy)).toBe(NO);
    }
  });

  // Nothing in IAM looks into an inline policy, which eksctl writes for pods' roles: only a boundary holds it.
  test("without roles.boundary, a pod's role takes any inline policy", () => {
    const request = { action: 'iam:PutRolePolicy', resource: podRole };
    expect(judge(filesOf({}, /operator/), request)).toBe(ALLOWED);
  });

  test('roles that one brings are passed, and no others', () => {
    const roles = { cluster: iam('role/eks-service'), node: iam('role/eks-node') };
    const pass = (resource: string) =>
      judge(filesOf({ roles }, /operator/), {
        action: 'iam:PassRole',
        resource,
        context: to('eks'),
      });
    expect([roles.cluster, roles.node, iam('role/eks-node-2')].map(pass)).toEqual([
      ALLOWED,
      ALLOWED,
      NO,
    ]);
  });
});

describe('the boundary', () => {
  test.each([
    ['ecr:GetAuthorizationToken', ALLOWED],
    ['ec2:AttachVolume', ALLOWED],
    ['elasticloadbalancing:CreateLoadBalancer', ALLOWED],
    ['iam:CreateRole', NO],
    ['iam:PassRole', NO],
    ['sts:AssumeRole', NO],
    ['s3:GetObject', NO],
    ['eks:CreateAccessEntry', NO],
  ])('%s: %s', (action, decision) => {
    const judged = (region: string) =>
      judge(filesOf({}, /boundary/), { action, context: { 'aws:RequestedRegion': region } });
    expect(judged(REGION)).toBe(decision);
    expect(judged('eu-west-1')).toBe(NO);
  });
});

describe("the boundary of a cluster with CloudWatch's addon", () => {
  const addons = [{ name: 'amazon-cloudwatch-observability' }];
  const may = (overrides: Overrides, action: string, region = REGION) =>
    judge(filesOf(overrides, /boundary/), { action, context: { 'aws:RequestedRegion': region } });

  // All that CloudWatchAgentServerPolicy and AWSXrayWriteOnlyAccess allow (read 2026-08).
  test.each([
    'cloudwatch:PutMetricData',
    'ec2:DescribeTags',
    'ec2:DescribeVolumes',
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:DescribeLogGroups',
    'logs:DescribeLogStreams',
    'logs:PutLogEvents',
    'logs:PutRetentionPolicy',
    'ssm:GetParameter',
    'xray:GetSamplingRules',
    'xray:GetSamplingStatisticSummaries',
    'xray:GetSamplingTargets',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ])('leaves it %s', (action) => {
    expect(may({ addons }, action)).toBe(ALLOWED);
    expect(may({ addons }, action, 'eu-west-1')).toBe(NO);
  });

  test('opens nothing else of these services, and nothing without the addon', () => {
    expect(may({ addons }, 'cloudwatch:DeleteAlarms')).toBe(NO);
    expect(may({ addons }, 'xray:PutResourcePolicy')).toBe(NO);
    expect(may({}, 'cloudwatch:PutMetricData')).toBe(NO);
    expect(may({}, 'xray:PutTraceSegments')).toBe(NO);
  });
});

describe('the boundary of a cluster with the AWS Load Balancer Controller', () => {
  // All that the controller's own policy allows (its v3.5.0).
  const own: Readonly<Record<string, string>> = {
    acm: 'DescribeCertificate ListCertificates',
    'cognito-idp': 'DescribeUserPoolClient',
    ec2: `AuthorizeSecurityGroupIngress CreateSecurityGroup CreateTags DeleteSecurityGroup DeleteTags
      DescribeAccountAttributes DescribeAddresses DescribeAvailabilityZones DescribeCoipPools DescribeInstances
      DescribeInternetGateways DescribeIpamPools DescribeNetworkInterfaces DescribeRouteTables DescribeSecurityGroups
      DescribeSubnets DescribeTags DescribeVpcPeeringConnections DescribeVpcs GetCoipPoolUsage
      GetSecurityGroupsForVpc RevokeSecurityGroupIngress`,
    elasticloadbalancing: `AddListenerCertificates AddTags CreateListener CreateLoadBalancer CreateRule CreateTargetGroup
      DeleteListener DeleteLoadBalancer DeleteRule DeleteTargetGroup DeregisterTargets DescribeCapacityReservation
      DescribeListenerAttributes DescribeListenerCertificates DescribeListeners DescribeLoadBalancerAttributes
      DescribeLoadBalancers DescribeRules DescribeSSLPolicies DescribeTags DescribeTargetGroupAttributes
      DescribeTargetGroups DescribeTargetHealth DescribeTrustStores ModifyCapacityReservation ModifyIpPools
      ModifyListener ModifyListenerAttributes ModifyLoadBalancerAttributes ModifyRule ModifyTargetGroup
      ModifyTargetGroupAttributes RegisterTargets RemoveListenerCertificates RemoveTags SetIpAddressType
      SetRulePriorities SetSecurityGroups SetSubnets SetWebAcl`,
    'waf-regional': 'AssociateWebACL DisassociateWebACL GetWebACL GetWebACLForResource',
    wafv2: 'AssociateWebACL DisassociateWebACL GetWebACL GetWebACLForResource',
  };
  // Whose endpoint is in us-east-1, wherever the cluster is.
  const ofNoRegion: Readonly<Record<string, string>> = {
    iam: 'CreateServiceLinkedRole GetServerCertificate ListServerCertificates',
    shield: 'CreateProtection DeleteProtection DescribeProtection GetSubscriptionState',
  };
  const actionsOf = (services: Readonly<Record<string, string>>) =>
    Object.entries(services).flatMap(([service, names]) =>
      names.split(/\s+/).map((name) => `${service}:${name}`),
    );
  const may = (controller: 'alb' | 'nginx', action: string, region = REGION) =>
    judge(filesOf({ ingress: { controller } }, /boundary/), {
      action,
      ...(action === 'iam:CreateServiceLinkedRole' && {
        resource: iam('role/aws-service-role/elasticloadbalancing.amazonaws.com/x'),
      }),
      context: {
        'aws:RequestedRegion': region,
        'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com',
      },
    });

  test('leaves its role every action of that policy, in the region', () => {
    const allowedIn = (region: string) =>
      actionsOf(own).filter((action) => may('alb', action, region) === ALLOWED);
    expect(allowedIn(REGION)).toEqual(actionsOf(own));
    expect(allowedIn('eu-west-1')).toEqual([]);
  });

  test('leaves it those of services without regions, wherever these answer', () => {
    const actions = actionsOf(ofNoRegion);
    expect(actions.filter((action) => may('alb', action, 'us-east-1') !== ALLOWED)).toEqual([]);
  });

  test('opens nothing else of these services, and nothing without the controller', () => {
    expect(may('alb', 'acm:ExportCertificate')).toBe(NO);
    expect(may('alb', 'iam:CreateRole')).toBe(NO);
    expect(may('alb', 'shield:DisableApplicationLayerAutomaticResponse')).toBe(NO);
    expect(may('alb', 'wafv2:DeleteWebACL')).toBe(NO);
    for (const action of ['acm:ListCertificates', 'shield:GetSubscriptionState']) {
      expect(may('nginx', action)).toBe(NO);
    }
  });
});

describe('the learner', () => {
  const rows: Row[] = [
    ['reads the cluster', 'eks:DescribeCluster', eks('cluster/sock-shop'), {}, ALLOWED],
    ['reads its nodes', 'eks:DescribeNodegroup', eks('nodegroup/sock-shop/workers/1'), {}, ALLOWED],
    ['reads the groups', 'autoscaling:DescribeAutoScalingGroups', '*', inRegion, ALLOWED],
    ['reads another cluster', 'eks:DescribeCluster', eks('cluster/other'), {}, NO],
    ['lists all clusters', 'eks:ListClusters', '*', inRegion, NO],
    ['lets itself in', 'eks:CreateAccessEntry', eks('cluster/sock-shop'), {}, NO],
    ['opens the API', 'eks:UpdateClusterConfig', eks('cluster/sock-shop'), {}, NO],
    ['deletes it', 'eks:DeleteCluster', eks('cluster/sock-shop'), {}, NO],
    ['opens a port', 'ec2:AuthorizeSecurityGroupIngress', ec2('security-group/sg-1'), {}, NO],
    ['passes a role', 'iam:PassRole', nodeRole, to('eks'), NO],
  ];

  test.each(rows)('%s', (_, action, resource, context, decision) => {
    const policies = filesOf({}, /learner/);
    expect(judge(policies, { action, resource, context })).toBe(decision);
  });

  test('only reads', () => {
    const reads = /^[a-z0-9]+:(Describe|List|Get)[A-Za-z]+$/;
    const [learner] = policyFiles(configOf()).filter(({ path }) => path === 'iam/learner.json');
    const actions = learner?.policy.Statement.flatMap(({ Action }) => Action) ?? [];
    expect(actions.length).toBeGreaterThan(8);
    expect(actions.filter((action) => !reads.test(action))).toEqual([]);
  });
});

describe('the files', () => {
  const longest = configOf({
    name: 'a'.repeat(50),
    region: 'ap-southeast-1',
    roles: { boundary: `${BOUNDARY}${'b'.repeat(100)}` },
    addons: [{ name: 'aws-ebs-csi-driver' }, { name: 'amazon-cloudwatch-observability' }],
    ingress: { controller: 'alb' },
  });

  test.each(policyFiles(longest))(
    '$path is short enough for IAM, and well formed',
    ({ policy }) => {
      // IAM counts no white space, and takes 6,144 characters a managed policy.
      expect(JSON.stringify(policy).length).toBeLessThanOrEqual(6144);
      expect(readPolicy(policy).statements.length).toBeGreaterThan(0);
    },
  );

  test("the operator's together allow what every command needs", () => {
    for (const [command, needs] of Object.entries(neededActions)) {
      for (const action of Object.values(needs).flat()) {
        expect({ command, action, files: filesThatAllow(action) }).toEqual({
          command,
          action,
          files: expect.arrayContaining([expect.stringMatching(/^operator/)]),
        });
      }
    }
  });

  test('an action that no command needs is in none', () => {
    expect(filesThatAllow('iam:CreateUser')).toEqual([]);
    expect(filesThatAllow('eks:DescribeCluster')).toEqual(['learner.json', 'operator.json']);
  });

  test('there are none for a cluster that is not on AWS', async () => {
    const { synthesize } = await import('../../../synth/synthesize.ts');
    expect(synthesize(configOf({ manifestsOnly: true })).policies).toEqual([]);
  });

  test('synth knows its own by their beginning, and nobody else has that', () => {
    for (const { policy } of policyFiles(configOf()))
      expect(isOurs(renderPolicy(policy))).toBe(true);
    const foreign = { Version: '2012-10-17', Statement: [{ Sid: 'Mine', Effect: 'Allow' }] };
    expect(isOurs(JSON.stringify(foreign, null, 2))).toBe(false);
  });

  test("other partitions' ARNs are written as theirs", () => {
    const china = JSON.stringify(policyFiles(configOf({ region: 'cn-north-1' })));
    expect(china).not.toContain('arn:aws:');
    expect(china).toContain('oidc.eks.cn-north-1.amazonaws.com.cn/id/*');
  });
});

// A name of CloudFormation's making has at most 64 characters: it cuts the stack's name, never the rest.
test("roles' names are known however long the cluster's is", () => {
  expect(rolesOf('sock-shop')).toEqual([
    'eksctl-sock-shop-cluster-ServiceRole-*',
    'eksctl-sock-shop-nodegroup-worker*-NodeInstanceRole-*',
    'eksctl-sock-shop-addon-*-Role1-*',
    'eksctl-sock-shop-podidentityrole-*-Role1-*',
  ]);
  const stackName = `eksctl-${'a'.repeat(50)}-nodegroup-workers`;
  const pattern = roleIn(stackName, 'NodeInstanceRole');
  const made = `${stackName.slice(0, 64 - 16 - 1 - 1 - 12)}-NodeInstanceRole-Ab3dEf6hIj9l`;
  expect(made).toHaveLength(64);
  const policy = readPolicy({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: '*', Resource: iam(`role/${pattern}`) },
  });
  const request = { action: 'iam:GetRole', resource: iam(`role/${made}`) };
  expect(evaluate([policy], request).decision).toBe(ALLOWED);
});

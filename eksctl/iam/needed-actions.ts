import type { Scope } from './scopes.ts';

/** Actions that a command asks of AWS, by what it asks them on. */
export type Needs = Partial<Readonly<Record<Scope, readonly string[]>>>;

const clusterState: Needs = {
  Cluster: ['eks:DescribeCluster', 'eks:ListNodegroups', 'eks:DescribeNodegroup'],
};

const addonState: Needs = {
  Cluster: ['eks:ListAddons', 'eks:DescribeAddon'],
  Region: ['eks:DescribeAddonVersions'],
};

// When a cluster isn't found, the names of those that are there are a hint.
const hint: Needs = { Region: ['eks:ListClusters'] };

const nodePortRules: Needs = {
  Cluster: ['eks:DescribeCluster'],
  Region: [
    'eks:ListClusters',
    'ec2:DescribeInstances',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSecurityGroupRules',
  ],
  Owned: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:RevokeSecurityGroupIngress'],
  NewTags: ['ec2:CreateTags'],
};

const stackState: Needs = {
  Region: ['cloudformation:ListStacks'],
  Stacks: [
    'cloudformation:DescribeStacks',
    'cloudformation:DescribeStackEvents',
    'cloudformation:DescribeStackResource',
    'cloudformation:DescribeStackResources',
    'cloudformation:ListStackResources',
    'cloudformation:GetTemplate',
  ],
};

const stackChanges: Needs = {
  Stacks: [
    'cloudformation:CreateStack',
    'cloudformation:UpdateStack',
    'cloudformation:DeleteStack',
    'cloudformation:CreateChangeSet',
    'cloudformation:DescribeChangeSet',
    'cloudformation:ExecuteChangeSet',
    'cloudformation:DeleteChangeSet',
    'cloudformation:TagResource',
    'cloudformation:UpdateTerminationProtection',
  ],
};

const roleState: Needs = {
  Roles: [
    'iam:GetRole',
    'iam:ListAttachedRolePolicies',
    'iam:ListRolePolicies',
    'iam:GetRolePolicy',
  ],
};

const madeRoles: Needs = {
  MadeRoles: ['iam:CreateRole'],
  AttachedPolicies: ['iam:AttachRolePolicy'],
  Roles: ['iam:TagRole', 'iam:UntagRole'],
  PassedRoles: ['iam:PassRole'],
  ServiceLinkedRoles: ['iam:CreateServiceLinkedRole'],
  NodesServiceRole: ['iam:GetRole'],
};

const unmadeRoles: Needs = {
  Roles: ['iam:DetachRolePolicy', 'iam:DeleteRolePolicy', 'iam:DeleteRole'],
};

/** What eksctl itself asks, to make a cluster of our ClusterConfig: its documentation's list, cut down to that. */
export const eksctlCreates: Needs = merged(
  clusterState,
  addonState,
  stackState,
  stackChanges,
  roleState,
  madeRoles,
  {
    Region: [
      'eks:CreateCluster',
      'eks:DescribeClusterVersions',
      'eks:DescribeAddonConfiguration',
      'ec2:DescribeAccountAttributes',
      'ec2:DescribeAddresses',
      'ec2:DescribeAvailabilityZones',
      'ec2:DescribeImages',
      'ec2:DescribeInstances',
      'ec2:DescribeInstanceTypeOfferings',
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeInternetGateways',
      'ec2:DescribeKeyPairs',
      'ec2:DescribeLaunchTemplates',
      'ec2:DescribeLaunchTemplateVersions',
      'ec2:DescribeNatGateways',
      'ec2:DescribeNetworkAcls',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeRouteTables',
      'ec2:DescribeSecurityGroupRules',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcAttribute',
      'ec2:DescribeVpcEncryptionControls',
      'ec2:DescribeVpcs',
      'ec2:DescribeVpnGateways',
      'autoscaling:DescribeAutoScalingGroups',
      'autoscaling:DescribeTags',
    ],
    Cluster: [
      'eks:CreateNodegroup',
      'eks:CreateAddon',
      'eks:UpdateAddon',
      'eks:CreateAccessEntry',
      'eks:DescribeAccessEntry',
      'eks:ListAccessEntries',
      'eks:AssociateAccessPolicy',
      'eks:ListAssociatedAccessPolicies',
      'eks:UpdateClusterConfig',
      'eks:DescribeUpdate',
      'eks:TagResource',
    ],
    New: ['ec2:CreateVpc', 'ec2:CreateInternetGateway', 'ec2:AllocateAddress'],
    NewTags: ['ec2:CreateTags'],
    Making: [
      'ec2:CreateSubnet',
      'ec2:CreateRouteTable',
      'ec2:CreateSecurityGroup',
      'ec2:CreateNatGateway',
      'ec2:ModifyVpcAttribute',
      'ec2:ModifySubnetAttribute',
      'ec2:AuthorizeSecurityGroupIngress',
      'ec2:AuthorizeSecurityGroupEgress',
      'ec2:RevokeSecurityGroupEgress',
    ],
    Network: [
      'ec2:AttachInternetGateway',
      'ec2:AssociateRouteTable',
      'ec2:ReplaceRouteTableAssociation',
      'ec2:CreateRoute',
    ],
    // The node group's tags reach its Auto Scaling group by eksctl's hand.
    Groups: ['autoscaling:CreateOrUpdateTags'],
    Templates: ['ec2:CreateLaunchTemplate', 'ec2:CreateLaunchTemplateVersion'],
    Nodes: ['ec2:RunInstances'],
    Images: ['ssm:GetParameter', 'ssm:GetParameters'],
    Logs: ['logs:PutRetentionPolicy'],
    InlinePolicies: ['iam:PutRolePolicy'],
    NewIssuer: ['iam:CreateOpenIDConnectProvider', 'iam:TagOpenIDConnectProvider'],
    Issuers: ['iam:GetOpenIDConnectProvider'],
  },
);

/** What eksctl itself asks, to take such a cluster away. */
export const eksctlDeletes: Needs = merged(
  clusterState,
  addonState,
  stackState,
  roleState,
  unmadeRoles,
  {
    Region: [
      'ec2:DescribeAddresses',
      'ec2:DescribeInternetGateways',
      'ec2:DescribeLaunchTemplates',
      'ec2:DescribeNatGateways',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeRouteTables',
      'ec2:DescribeSecurityGroupRules',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
      'elasticloadbalancing:DescribeLoadBalancers',
    ],
    Stacks: ['cloudformation:DeleteStack', 'cloudformation:UpdateTerminationProtection'],
    Cluster: [
      'eks:DeleteCluster',
      'eks:DeleteNodegroup',
      'eks:DeleteAddon',
      'eks:DeleteAccessEntry',
      'eks:ListAccessEntries',
      'eks:DisassociateAccessPolicy',
      'eks:ListFargateProfiles',
      'eks:ListPodIdentityAssociations',
    ],
    Network: [
      'ec2:DeleteNatGateway',
      'ec2:DeleteRoute',
      'ec2:DeleteRouteTable',
      'ec2:DeleteSecurityGroup',
      'ec2:DeleteSubnet',
      'ec2:DeleteInternetGateway',
      'ec2:DeleteVpc',
      'ec2:DetachInternetGateway',
      'ec2:DisassociateAddress',
      'ec2:DisassociateRouteTable',
      'ec2:ReleaseAddress',
      'ec2:RevokeSecurityGroupIngress',
      'ec2:RevokeSecurityGroupEgress',
      'ec2:DeleteTags',
    ],
    Owned: ['ec2:DeleteSecurityGroup', 'ec2:DeleteNetworkInterface'],
    Interfaces: ['ec2:DeleteNetworkInterface'],
    Templates: ['ec2:DeleteLaunchTemplate'],
    Issuer: ['iam:DeleteOpenIDConnectProvider'],
    Issuers: ['iam:GetOpenIDConnectProvider'],
  },
);

const status: Needs = merged(clusterState, addonState, {
  Region: [
    'autoscaling:DescribeAutoScalingGroups',
    'eks:DescribeClusterVersions',
    'logs:DescribeLogGroups',
  ],
  Stacks: ['cloudformation:DescribeStacks', 'cloudformation:DescribeStackEvents'],
  Images: ['ssm:GetParameter'],
});

const kubeconfig: Needs = { Cluster: ['eks:DescribeCluster'] };

const preflight: Needs = {
  Region: [
    'eks:DescribeClusterVersions',
    'ec2:DescribeAddresses',
    'ec2:DescribeAvailabilityZones',
    'ec2:DescribeInstances',
    'ec2:DescribeInstanceTypeOfferings',
    'ec2:DescribeInstanceTypes',
    'ec2:DescribeSubnets',
    'ec2:DescribeVpcs',
    'elasticloadbalancing:DescribeLoadBalancers',
    'cloudformation:DescribeStacks',
    'servicequotas:GetServiceQuota',
    'servicequotas:GetAWSDefaultServiceQuota',
  ],
  // The account's plan is kept in one region for all.
  Everywhere: ['freetier:GetAccountPlanState'],
  Cluster: ['eks:DescribeCluster'],
  Stacks: ['cloudformation:DescribeStackEvents'],
  Images: ['ssm:GetParameter'],
  Roles: ['iam:GetRole', 'iam:ListAttachedRolePolicies'],
  Admins: ['iam:GetRole', 'iam:GetUser'],
  Boundary: ['iam:GetPolicy'],
};

const down: Needs = merged(eksctlDeletes, nodePortRules, {
  Everywhere: ['iam:ListOpenIDConnectProviders'],
  Region: [
    'cloudformation:DescribeStacks',
    'tag:GetResources',
    'autoscaling:DescribeAutoScalingGroups',
    'ec2:DescribeInstances',
    'ec2:DescribeVolumes',
    'elasticloadbalancing:DescribeTags',
    'elasticloadbalancing:DescribeTargetGroups',
    'logs:DescribeLogGroups',
  ],
  Owned: [
    'ec2:DeleteVolume',
    'elasticloadbalancing:DeleteLoadBalancer',
    'elasticloadbalancing:DeleteTargetGroup',
    'elasticloadbalancing:ModifyLoadBalancerAttributes',
  ],
  Interfaces: ['ec2:DeleteNetworkInterface'],
  Volumes: ['ec2:DeleteVolume'],
  Balancers: [
    'elasticloadbalancing:ModifyLoadBalancerAttributes',
    'ec2:DeleteSecurityGroup',
    'ec2:RevokeSecurityGroupIngress',
    'elasticloadbalancing:DeleteLoadBalancer',
    'elasticloadbalancing:DeleteTargetGroup',
  ],
  Stacks: ['cloudformation:GetTemplate'],
  Logs: ['logs:DeleteLogGroup', 'logs:ListTagsForResource', 'logs:TagResource'],
});

const pause: Needs = merged(clusterState, hint, {
  Cluster: ['eks:UpdateNodegroupConfig', 'eks:DescribeUpdate'],
  Region: ['autoscaling:DescribeAutoScalingGroups'],
});

/**
 * What each command asks of AWS. The policies are made from this table, and the messages about a missing
 * permission: a command that asks for more is denied it until its action stands here. sts:GetCallerIdentity
 * needs no permission, nor does kubectl's token.
 */
export const neededActions = {
  init: {},
  'eks-versions': { Region: ['eks:DescribeClusterVersions'] },
  fleet: { Cluster: ['eks:DescribeCluster'] },
  kubeconfig,
  status,
  verify: merged(status, roleState, {
    Region: [
      'ec2:DescribeSecurityGroups',
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeTags',
    ],
  }),
  reset: merged(kubeconfig, hint),
  preflight: merged(preflight, hint),
  up: merged(preflight, hint, eksctlCreates, kubeconfig, status, {
    Everywhere: ['iam:ListOpenIDConnectProviders'],
    Cluster: ['eks:UpdateAccessEntry'],
  }),
  'allow-me': merged(nodePortRules, {
    Cluster: ['eks:UpdateClusterConfig', 'eks:DescribeUpdate'],
  }),
  nodeport: nodePortRules,
  'launch-template': merged(eksctlCreates, hint, stackState, stackChanges, madeRoles, unmadeRoles, {
    Templates: [
      'ec2:CreateLaunchTemplate',
      'ec2:CreateLaunchTemplateVersion',
      'ec2:DeleteLaunchTemplate',
    ],
    Region: ['cloudformation:ValidateTemplate'],
  }),
  who: merged(clusterState, hint, roleState, addonState, {
    Stacks: ['cloudformation:DescribeStacks'],
    Cluster: [
      'eks:DescribeCluster',
      'eks:ListAccessEntries',
      'eks:DescribeAccessEntry',
      'eks:ListAssociatedAccessPolicies',
      'eks:ListPodIdentityAssociations',
      'eks:DescribePodIdentityAssociation',
    ],
  }),
  plan: merged(clusterState, addonState, {
    Region: [
      'autoscaling:DescribeAutoScalingGroups',
      'cloudformation:DescribeStacks',
      'logs:DescribeLogGroups',
    ],
    Everywhere: ['iam:ListOpenIDConnectProviders'],
    Stacks: ['cloudformation:DescribeStackResource'],
    Cluster: [
      'eks:ListAccessEntries',
      'eks:DescribeAccessEntry',
      'eks:ListAssociatedAccessPolicies',
      'eks:ListFargateProfiles',
      'eks:DescribeFargateProfile',
      'eks:ListIdentityProviderConfigs',
      'eks:DescribeIdentityProviderConfig',
      'eks:ListPodIdentityAssociations',
      'eks:DescribePodIdentityAssociation',
      'eks:ListCapabilities',
      'eks:DescribeCapability',
    ],
  }),
  pause,
  resume: pause,
  upgrade: merged(clusterState, hint, addonState, stackState, stackChanges, {
    Region: ['eks:DescribeClusterVersions'],
    Cluster: [
      'eks:UpdateClusterVersion',
      'eks:UpdateNodegroupVersion',
      'eks:UpdateAddon',
      'eks:DescribeUpdate',
      'eks:ListUpdates',
      'eks:ListInsights',
      'eks:DescribeInsight',
    ],
    Nodes: ['ec2:RunInstances'],
    PassedRoles: ['iam:PassRole'],
  }),
  down,
} as const satisfies Record<string, Needs>;

/** Several commands' needs as one, every action once and in order. */
export function merged(...all: readonly Needs[]): Needs {
  const byScope = new Map<Scope, Set<string>>();
  for (const needs of all) {
    for (const [scope, actions] of Object.entries(needs) as [Scope, readonly string[]][]) {
      const known = byScope.get(scope) ?? new Set();
      for (const action of actions) known.add(action);
      byScope.set(scope, known);
    }
  }
  return Object.fromEntries([...byScope].map(([scope, actions]) => [scope, [...actions].sort()]));
}

// Checked by `tsc --noEmit`: what compiles, and what must not.
import type {
  AccessEntry,
  Addon,
  ClusterConfig,
  ClusterIAMServiceAccount,
  ManagedNodeGroup,
  NodeGroup,
} from 'eksctl-config-types';

export const smallest: ClusterConfig = {
  apiVersion: 'eksctl.io/v1alpha5',
  kind: 'ClusterConfig',
  metadata: { name: 'sock-shop', region: 'us-west-2' },
};

export const workers: ManagedNodeGroup = {
  name: 'workers',
  amiFamily: 'AmazonLinux2023',
  instanceType: 't3.large',
  minSize: 2,
  desiredCapacity: 3,
  maxSize: 4,
  volumeType: 'gp3',
  propagateASGTags: true,
  tags: { 'k8s.io/cluster-autoscaler/enabled': 'true' },
  taints: [{ key: 'spot', value: 'true', effect: 'NoSchedule' }],
  updateConfig: { maxUnavailable: 1 },
};

export const autoscaler: ClusterIAMServiceAccount = {
  metadata: { name: 'cluster-autoscaler', namespace: 'kube-system' },
  attachPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['a:b'] }] },
};

export const full: ClusterConfig = {
  ...smallest,
  metadata: { name: 'sock-shop', region: 'us-west-2', version: '1.35', tags: { project: 'x' } },
  accessConfig: {
    authenticationMode: 'API',
    accessEntries: [{ principalARN: 'arn:aws:iam::111122223333:role/admin', type: 'STANDARD' }],
  },
  addons: [{ name: 'vpc-cni', configurationValues: '{"enableNetworkPolicy":"true"}' }],
  autoModeConfig: { enabled: false },
  cloudWatch: { clusterLogging: { enableTypes: ['audit', '*'], logRetentionInDays: 7 } },
  iam: { withOIDC: true, serviceAccounts: [autoscaler] },
  identityProviders: [{ type: 'oidc', name: 'x', issuerURL: 'https://x', clientID: 'x' }],
  managedNodeGroups: [workers],
  remoteNetworkConfig: { remoteNodeNetworks: [{ cidrs: ['10.0.0.0/16'] }] },
  upgradePolicy: { supportType: 'STANDARD' },
  vpc: {
    cidr: '10.0.0.0/16',
    nat: { gateway: 'Disable' },
    clusterEndpoints: { publicAccess: true, privateAccess: true },
    publicAccessCIDRs: ['203.0.113.10/32'],
    subnets: { public: { 'us-west-2a': { id: 'subnet-1' } } },
  },
};

export const taintMap: NodeGroup = { name: 'x', taints: { spot: 'true:NoSchedule' } };

// @ts-expect-error metadata.region is required
export const noRegion: ClusterConfig['metadata'] = { name: 'x' };

// @ts-expect-error another apiVersion
export const otherVersion: ClusterConfig = { ...smallest, apiVersion: 'eksctl.io/v1alpha4' };

// @ts-expect-error a key that doesn't exist
export const unknownKey: ClusterConfig = { ...smallest, nodegroups: [] };

// @ts-expect-error wrong case, which eksctl would drop without a word
export const wrongCase: ManagedNodeGroup = { name: 'x', instancetype: 'm6i.4xlarge' };

// @ts-expect-error a number where eksctl reads a string
export const numericVersion: ClusterConfig['metadata'] = { name: 'x', region: 'y', version: 1.3 };

// @ts-expect-error an ARN is a string
export const arnObject: AccessEntry = { principalARN: { account: '1' } };

// @ts-expect-error configurationValues is a string, not an object
export const configurationObject: Addon = { name: 'x', configurationValues: { a: 1 } };

// @ts-expect-error no such volume type
export const volumeType: ManagedNodeGroup = { name: 'x', volumeType: 'gp4' };

// @ts-expect-error a managed node group's taints are a list
export const managedTaintMap: ManagedNodeGroup = { name: 'x', taints: { spot: 'true' } };

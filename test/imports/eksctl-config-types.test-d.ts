// Checked by `tsc --noEmit`: what compiles, and what must not.
import type {
  AccessEntry,
  Addon,
  ClusterConfig,
  ClusterIAMServiceAccount,
  ManagedNodeGroup,
  NodeGroup,
  NodeGroupInstancesDistribution,
  RemoteNetworkConfig,
} from 'eksctl-config-types';
import type * as Declared from 'eks-sock-shop/eksctl';
import type * as Written from '../../checks/eksctl/library.ts';

export const declared = (
  check: typeof Written.checkClusterConfig,
): typeof Declared.checkClusterConfig => check;

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

type SpotStrategy = NodeGroupInstancesDistribution['spotAllocationStrategy'];

// The shapes that eksctl's examples have, each written here.
export const shapes: Omit<ClusterConfig, 'apiVersion' | 'kind' | 'metadata'>[] = [
  { nodeGroups: [{ name: 'a', instanceType: 'm5.large', ssh: { publicKeyPath: 'key.pub' } }] },
  {
    nodeGroups: [
      {
        name: 'mixed',
        instancesDistribution: {
          instanceTypes: ['t3.small', 't3.medium'],
          maxPrice: 0.02,
          onDemandBaseCapacity: 0,
          onDemandPercentageAboveBaseCapacity: 50,
          spotAllocationStrategy: 'capacity-optimized',
        },
        asgMetricsCollection: [{ granularity: '1Minute', metrics: ['GroupMinSize'] }],
        asgSuspendProcesses: ['AZRebalance'],
        cpuCredits: 'unlimited',
        iam: { withAddonPolicies: { autoScaler: true, imageBuilder: true } },
        kubeletExtraConfig: { kubeReserved: { cpu: '300m' } },
        volumeType: 'io1',
      },
    ],
  },
  { fargateProfiles: [{ name: 'p', selectors: [{ namespace: 'dev', labels: { env: 'dev' } }] }] },
  {
    secretsEncryption: { keyARN: 'arn:aws:kms:us-west-2:1:key/x' },
    autoModeConfig: { enabled: true },
  },
  { autoModeConfig: { enabled: true, nodePools: ['general-purpose', 'system'] } },
  { cloudWatch: { clusterLogging: { enableTypes: ['*'], logRetentionInDays: 30 } } },
  { privateCluster: { enabled: true, additionalEndpointServices: ['autoscaling', 'logs'] } },
  { vpc: { hostnameType: 'resource-name', nat: { gateway: 'HighlyAvailable' } } },
  { addons: [{ name: 'coredns', resolveConflicts: 'overwrite' }] },
  { addonsConfig: { autoApplyPodIdentityAssociations: true } },
  { iamIdentityMappings: [{ arn: 'arn:aws:iam::1:role/x', groups: ['system:masters'] }] },
  { iam: { podIdentityAssociations: [{ namespace: 'a', serviceAccountName: 'b', roleARN: 'c' }] } },
  { karpenter: { version: '1.2.1', createServiceAccount: true } },
  { gitops: { flux: { gitProvider: 'github', flags: { owner: 'ada' } } } },
  { kubernetesNetworkConfig: { ipFamily: 'IPv6' } },
  { outpost: { controlPlaneOutpostARN: 'arn:aws:outposts:us-west-2:1:outpost/op-1' } },
  {
    accessConfig: {
      authenticationMode: 'API_AND_CONFIG_MAP',
      accessEntries: [
        {
          principalARN: 'arn:aws:iam::1:role/x',
          accessPolicies: [
            { policyARN: 'y', accessScope: { type: 'namespace', namespaces: ['a'] } },
          ],
        },
      ],
    },
  },
  {
    managedNodeGroups: [
      {
        name: 'spot',
        spot: true,
        instanceTypes: ['c5.large', 'c5a.large'],
        launchTemplate: { id: 'lt-1', version: '2' },
        capacityReservation: { capacityReservationPreference: 'open' },
        nodeRepairConfig: { enabled: true },
      },
    ],
  },
];

// @ts-expect-error eksctl takes API, API_AND_CONFIG_MAP and CONFIG_MAP
export const mode: ClusterConfig['accessConfig'] = { authenticationMode: 'api' };

// @ts-expect-error no such type of access entry
export const entryType: AccessEntry = { type: 'EC2_MAC' };

// @ts-expect-error no such scope
export const scope: AccessEntry = { accessPolicies: [{ accessScope: { type: 'namespaces' } }] };

// @ts-expect-error no such effect
export const effect: ManagedNodeGroup = { name: 'x', taints: [{ key: 'a', effect: 'NoRun' }] };

// @ts-expect-error CloudWatch keeps no log for 4 days
export const days: ClusterConfig['cloudWatch'] = { clusterLogging: { logRetentionInDays: 4 } };

// @ts-expect-error Auto Mode has no such node pool
export const pools: ClusterConfig['autoModeConfig'] = { nodePools: ['general'] };

// @ts-expect-error no such strategy
export const spot: SpotStrategy = 'cheap';

// @ts-expect-error no such process
export const process: NodeGroup = { name: 'x', asgSuspendProcesses: ['Sleep'] };

// @ts-expect-error no such provider
export const provider: RemoteNetworkConfig = { remoteNodeNetworks: [], iam: { provider: 'iam' } };

// @ts-expect-error no such resolution
export const resolution: Addon = { name: 'x', resolveConflicts: 'ignore' };

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

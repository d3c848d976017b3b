import { defaultKubernetes } from '../../../tables/kubernetes.ts';
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const account = '111122223333';

/** A cluster as a careful person would write it: all other configs of these tests start from it. */
export const goodConfig = {
  apiVersion: 'eksctl.io/v1alpha5',
  kind: 'ClusterConfig',
  metadata: {
    name: 'bootcamp',
    region: 'eu-west-1',
    version: defaultKubernetes,
    tags: { team: 'platform', 'cost/centre': '4711' },
  },
  upgradePolicy: { supportType: 'STANDARD' },
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  vpc: {
    cidr: '10.42.0.0/16',
    nat: { gateway: 'Single' },
    clusterEndpoints: { publicAccess: true, privateAccess: true },
    publicAccessCIDRs: ['203.0.113.0/24', '198.51.100.7/32'],
  },
  kubernetesNetworkConfig: { ipFamily: 'IPv4', serviceIPv4CIDR: '172.20.0.0/16' },
  autoModeConfig: { enabled: false },
  zonalShiftConfig: { enabled: true },
  iam: {
    withOIDC: true,
    serviceAccounts: [
      {
        metadata: { name: 'cluster-autoscaler', namespace: 'kube-system' },
        attachPolicy: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: ['autoscaling:DescribeTags'], Resource: '*' },
            {
              Effect: 'Allow',
              Action: ['autoscaling:SetDesiredCapacity'],
              Resource: '*',
              Condition: { StringEquals: { 'aws:ResourceTag/owner': 'bootcamp' } },
            },
          ],
        },
      },
      {
        metadata: { name: 'load-balancers', namespace: 'kube-system' },
        wellKnownPolicies: { awsLoadBalancerController: true },
        roleName: 'bootcamp-load-balancers',
      },
      {
        metadata: { name: 'reports' },
        attachRoleARN: `arn:aws:iam::${account}:role/reports`,
      },
    ],
    podIdentityAssociations: [
      {
        namespace: 'backup',
        serviceAccountName: 'backup',
        permissionPolicyARNs: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
      },
      {
        namespace: 'backup',
        serviceAccountName: 'restore',
        roleARN: `arn:aws:iam::${account}:role/restore`,
        createServiceAccount: true,
      },
    ],
  },
  accessConfig: {
    authenticationMode: 'API_AND_CONFIG_MAP',
    accessEntries: [
      {
        principalARN: `arn:aws:iam::${account}:role/admins`,
        accessPolicies: [
          {
            policyARN: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
            accessScope: { type: 'cluster' },
          },
        ],
      },
      {
        principalARN: `arn:aws:iam::${account}:user/teams/ann`,
        type: 'STANDARD',
        kubernetesGroups: ['developers'],
        accessPolicies: [
          {
            policyARN: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
            accessScope: { type: 'namespace', namespaces: ['sock-shop'] },
          },
        ],
      },
      { principalARN: `arn:aws:iam::${account}:role/nodes`, type: 'EC2_LINUX' },
    ],
  },
  iamIdentityMappings: [
    { arn: `arn:aws:iam::${account}:role/ci`, username: 'ci', groups: ['system:masters'] },
    { account },
    { serviceName: 'emr-containers', namespace: 'emr' },
  ],
  addons: [
    { name: 'vpc-cni', configurationValues: '{"enableNetworkPolicy": "true"}' },
    { name: 'coredns', version: 'latest', configurationValues: 'replicaCount: 2\n' },
    { name: 'kube-proxy', resolveConflicts: 'OVERWRITE' },
    { name: 'metrics-server' },
    { name: 'eks-pod-identity-agent' },
    { name: 'aws-ebs-csi-driver', wellKnownPolicies: { ebsCSIController: true } },
    { name: 'aws-efs-csi-driver', useDefaultPodIdentityAssociations: true },
    { name: 'vendor_product' },
  ],
  managedNodeGroups: [
    {
      name: 'workers',
      instanceType: 'm6i.large',
      amiFamily: 'AmazonLinux2023',
      minSize: 1,
      desiredCapacity: 2,
      maxSize: 4,
      availabilityZones: ['eu-west-1a'],
      privateNetworking: true,
      volumeSize: 40,
      volumeType: 'gp3',
      volumeIOPS: 3000,
      volumeThroughput: 125,
      volumeEncrypted: true,
      labels: { role: 'worker', 'node.kubernetes.io/pool': 'workers' },
      taints: [{ key: 'example.com/batch', value: 'yes', effect: 'NoSchedule' }],
      tags: { 'k8s.io/cluster-autoscaler/enabled': 'true' },
      propagateASGTags: true,
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true, maxParallelNodesRepairedCount: 1 },
    },
    {
      name: 'spot',
      instanceTypes: ['m6i.large', 'm5.large'],
      spot: true,
      minSize: 0,
      maxSize: 3,
      privateNetworking: true,
      launchTemplate: { id: 'lt-0123456789abcdef0', version: '3' },
    },
  ],
  nodeGroups: [
    {
      name: 'own',
      instanceType: 't3.large',
      desiredCapacity: 1,
      privateNetworking: true,
      taints: { dedicated: 'batch:NoExecute' },
      iam: { withAddonPolicies: { cloudWatch: true } },
    },
  ],
  fargateProfiles: [
    { name: 'jobs', selectors: [{ namespace: 'jobs', labels: { run: 'fargate' } }] },
  ],
  cloudWatch: { clusterLogging: { enableTypes: ['audit', 'api'], logRetentionInDays: 30 } },
  secretsEncryption: {
    keyARN: `arn:aws:kms:eu-west-1:${account}:key/36c0b54e-64ed-4f2d-a1c7-96558764311e`,
  },
  identityProviders: [
    { type: 'oidc', name: 'login', issuerURL: 'https://login.example.com', clientID: 'kubernetes' },
  ],
  gitops: { flux: { gitProvider: 'github', flags: { owner: 'dr-who' } } },
} satisfies Json;

/** Marks a key that a change takes away. */
export const absent = Symbol('absent');

/** Keys of the config by path, `managedNodeGroups.0.maxSize`, and what they become. */
export type Changes = Readonly<Record<string, unknown>>;

/** The good config with some of its keys changed. */
export function configWith(changes: Changes): unknown {
  const config: unknown = structuredClone(goodConfig);
  for (const [path, value] of Object.entries(changes)) change(config, path.split('.'), value);
  return config;
}

function change(at: unknown, [key = '', ...rest]: readonly string[], value: unknown): void {
  const map = at as Record<string, unknown>;
  if (rest.length) {
    map[key] ??= {};
    change(map[key], rest, value);
  } else if (value === absent && Array.isArray(map)) map.splice(Number(key), 1);
  else if (value === absent) delete map[key];
  else map[key] = structuredClone(value);
}

import type {
  AccessEntry,
  Addon,
  ClusterConfig as EksctlClusterConfig,
  ClusterIAMServiceAccount,
  ClusterVPC,
} from 'eksctl-config-types';
import { AUTOSCALER, AUTOSCALER_NAMESPACE } from '../charts/cluster-autoscaler/names.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { learnerGroup } from '../config/learners/names.ts';
import { addonPolicies, coreAddonsIn } from '../tables/addons.ts';
import { partitionOf } from '../tables/regions.ts';
import { autoscalerPolicy } from './autoscaler-policy.ts';
import { awaitsTemplate, nodeGroup } from './node-group.ts';
import { clusterTags, PROJECT } from './tags.ts';
import { clusterZones, isPersistent } from '../config/zones.ts';

export const LOAD_BALANCER_CONTROLLER = 'aws-load-balancer-controller';

/** The cluster as eksctl takes it: control plane, network, roles, access, addons and the node group. */
export function clusterConfig(config: ClusterConfig): EksctlClusterConfig {
  const { name, region, kubernetes, roles, support, logs } = config;
  const { boundary } = roles;
  const zones = clusterZones(config);
  const entries = accessEntries(config);
  return {
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: { name, region, version: kubernetes, tags: clusterTags(config) },
    // Auto Mode would bring its own nodes, load balancers and storage; eksctl may make it the default.
    autoModeConfig: { enabled: false },
    upgradePolicy: { supportType: support === 'extended' ? 'EXTENDED' : 'STANDARD' },
    ...(zones.length > 0 && { availabilityZones: [...zones] }),
    vpc: vpc(config),
    accessConfig: {
      authenticationMode: 'API',
      bootstrapClusterCreatorAdminPermissions: config.access.creatorIsAdmin,
      ...(entries.length > 0 && { accessEntries: entries }),
    },
    iam: {
      withOIDC: true,
      ...(roles.cluster
        ? { serviceRoleARN: roles.cluster }
        : boundary && { serviceRolePermissionsBoundary: boundary }),
      serviceAccounts: serviceAccounts(config),
    },
    addons: addons(config),
    managedNodeGroups: awaitsTemplate(config) ? [] : [nodeGroup(config)],
    ...(logs.types.length > 0 && {
      cloudWatch: {
        clusterLogging: { enableTypes: [...logs.types], logRetentionInDays: logs.retentionDays },
      },
    }),
  };
}

function vpc({
  vpc: { id, cidr, publicSubnets, privateSubnets },
  network,
  access,
}: ClusterConfig): ClusterVPC {
  const byZone = (subnets: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(subnets).map(([zone, subnet]) => [zone, { id: subnet }]));
  const hasAny = (subnets: object) => Object.keys(subnets).length > 0;
  return {
    ...(id
      ? {
          id,
          subnets: {
            ...(hasAny(publicSubnets) && { public: byZone(publicSubnets) }),
            ...(hasAny(privateSubnets) && { private: byZone(privateSubnets) }),
          },
        }
      : // eksctl makes and bills a NAT gateway even when every node is public, unless told otherwise.
        { cidr, nat: { gateway: network === 'private' ? 'Single' : 'Disable' } }),
    clusterEndpoints: { publicAccess: true, privateAccess: true },
    publicAccessCIDRs: [...access.from],
  };
}

function accessEntries({ access, region, learners }: ClusterConfig): AccessEntry[] {
  const policy = `arn:${partitionOf(region)}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`;
  return [
    ...access.admins.map((principalARN) => ({
      principalARN,
      accessPolicies: [{ policyARN: policy, accessScope: { type: 'cluster' as const } }],
    })),
    ...learners.map(({ name, principal }) => ({
      principalARN: principal,
      type: 'STANDARD' as const,
      kubernetesGroups: [learnerGroup(name)],
    })),
  ];
}

// eksctl creates each of these ServiceAccounts together with its role; no manifest does.
function serviceAccounts(config: ClusterConfig): ClusterIAMServiceAccount[] {
  const within = boundaryOf(config);
  return [
    {
      metadata: { name: AUTOSCALER, namespace: AUTOSCALER_NAMESPACE },
      attachPolicy: autoscalerPolicy(config.name),
      ...within,
    },
    ...(config.ingress.controller === 'alb'
      ? [
          {
            metadata: { name: LOAD_BALANCER_CONTROLLER, namespace: 'kube-system' },
            wellKnownPolicies: { awsLoadBalancerController: true },
            ...within,
          },
        ]
      : []),
  ];
}

function addons(config: ClusterConfig): Addon[] {
  const version = (name: string) => config.addons.find((addon) => addon.name === name)?.version;
  const settled = (addon: Addon): Addon => ({ ...addon, ...settingsOf(addon, config) });
  const core = coreAddonsIn(config.region).map((name) => settled({ name }));
  const storage: Addon[] = isPersistent(config)
    ? [settled({ name: EBS_DRIVER, version: version(EBS_DRIVER) })]
    : [];
  const all = [...core, ...storage];
  const more = config.addons.filter(({ name }) => !all.some((addon) => addon.name === name));
  return [...all, ...more.map(settled)].map((addon) =>
    hasRole(addon) ? { ...addon, ...boundaryOf(config) } : addon,
  );
}

/** Whether eksctl makes a role for an addon: for the network plugin it does so unasked. */
export function hasRole({ name, wellKnownPolicies, attachPolicyARNs }: Addon): boolean {
  return name === 'vpc-cni' || wellKnownPolicies !== undefined || attachPolicyARNs !== undefined;
}

function boundaryOf({ roles: { boundary } }: ClusterConfig) {
  return boundary ? { permissionsBoundary: boundary } : {};
}

// What an addon needs beyond its name.
function settingsOf({ name }: Addon, config: ClusterConfig): Partial<Addon> {
  const { region } = config;
  const arns = addonPolicies[name]?.map(
    (policy) => `arn:${partitionOf(region)}:iam::aws:policy/${policy}`,
  );
  return {
    ...settings[name],
    ...(name === EBS_DRIVER && { configurationValues: JSON.stringify(tagVolumes(config)) }),
    ...(arns && { attachPolicyARNs: arns }),
  };
}

// A volume outlives its cluster, and then its tags alone prove whose it is. The driver takes them as `KEY=VALUE,KEY=VALUE`.
function tagVolumes({ name, owner }: ClusterConfig): object {
  return { controller: { extraVolumeTags: { project: PROJECT, cluster: name, owner } } };
}

const EBS_DRIVER = 'aws-ebs-csi-driver';

const settings: Readonly<Record<string, Partial<Addon>>> = {
  // Without this, the cluster takes NetworkPolicies and enforces none.
  'vpc-cni': { configurationValues: JSON.stringify({ enableNetworkPolicy: 'true' }) },
  [EBS_DRIVER]: { wellKnownPolicies: { ebsCSIController: true } },
  'aws-efs-csi-driver': { wellKnownPolicies: { efsCSIController: true } },
  'cert-manager': { wellKnownPolicies: { certManager: true } },
  'external-dns': { wellKnownPolicies: { externalDNS: true } },
};

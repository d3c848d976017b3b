import { type FieldChange, isBelow } from '../field-change.ts';
import type { Fields } from './context.ts';

const ofGroups = {
  amiFamily: 'AmazonLinux2023',
  disableIMDSv1: true,
  disablePodIMDS: false,
  efaEnabled: false,
  enableDetailedMonitoring: false,
  instanceType: 'm5.large',
  privateNetworking: false,
  propagateASGTags: false,
  'securityGroups.withLocal': true,
  'securityGroups.withShared': true,
  'ssh.allow': false,
  volumeIOPS: 3000,
  volumeSize: 80,
  volumeThroughput: 125,
  volumeType: 'gp3',
};

/** What eksctl takes where a file says nothing: pkg/apis/eksctl.io/v1alpha5/defaults.go, as of 0.230. */
const defaults: readonly (readonly [string, unknown])[] = [
  ['accessConfig.authenticationMode', 'API_AND_CONFIG_MAP'],
  ['accessConfig.bootstrapClusterCreatorAdminPermissions', true],
  ['addonsConfig.autoApplyPodIdentityAssociations', false],
  ['addonsConfig.disableDefaultAddons', false],
  ['autoModeConfig.enabled', false],
  ['controlPlaneScalingConfig.tier', 'standard'],
  ['capabilities[].deletePropagationPolicy', 'RETAIN'],
  ['iam.vpcResourceControllerPolicy', true],
  ['iam.withOIDC', false],
  ['kubernetesNetworkConfig.ipFamily', 'IPv4'],
  ['privateCluster.enabled', false],
  ['privateCluster.skipEndpointCreation', false],
  ['upgradePolicy.supportType', 'EXTENDED'],
  ['vpc.autoAllocateIPv6', false],
  ['vpc.cidr', '192.168.0.0/16'],
  ['vpc.clusterEndpoints.privateAccess', false],
  ['vpc.clusterEndpoints.publicAccess', true],
  ['vpc.controlPlaneOnPrivateSubnets', false],
  ['vpc.manageSharedNodeSecurityGroupRules', true],
  ['vpc.nat.gateway', 'Single'],
  ['zonalShiftConfig.enabled', false],
  ...Object.entries(ofGroups).flatMap(([key, value]) =>
    ['managedNodeGroups', 'nodeGroups'].map((kind) => [`${kind}[].${key}`, value] as const),
  ),
  ['managedNodeGroups[].spot', false],
  ['managedNodeGroups[].nodeRepairConfig.enabled', false],
  ['managedNodeGroups[].updateConfig.maxUnavailable', 1],
];

// What a group may say besides, so that eksctl takes something else for these.
const instead: Readonly<Record<string, readonly string[]>> = {
  amiFamily: ['ami', 'launchTemplate'],
  instanceType: ['instanceSelector', 'instanceTypes', 'instancesDistribution', 'launchTemplate'],
  volumeIOPS: ['volumeType'],
  volumeSize: ['launchTemplate'],
  volumeThroughput: ['volumeType'],
};

/** Whether a change only says, or no longer says, what eksctl takes anyway in the items that it is in. */
export function isDefault(
  { path, before, after }: FieldChange,
  items: readonly Fields[] = [],
): boolean {
  if (before !== undefined && after !== undefined) return false;
  const value = before ?? after;
  if (!defaults.some(([key, usual]) => value === usual && isBelow(path, key))) return false;
  const others = instead[path[2] ?? ''] ?? [];
  return !items.some((item) => others.some((key) => !isUsual(key, item[key])));
}

function isUsual(key: string, value: unknown): boolean {
  return value === undefined || value === (ofGroups as Fields)[key];
}

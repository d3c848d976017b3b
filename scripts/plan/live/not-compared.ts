import { isMapping } from '../../../config/is-mapping.ts';
import type { Fields } from '../../diff/eksctl/context.ts';

// What the readers beside this file ask for.
const compared = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.region',
  'metadata.version',
  'metadata.tags',
  'accessConfig',
  'vpc.id',
  'vpc.clusterEndpoints',
  'vpc.publicAccessCIDRs',
  'vpc.controlPlaneSubnetIDs',
  'cloudWatch',
  'secretsEncryption',
  'upgradePolicy',
  'zonalShiftConfig',
  'controlPlaneScalingConfig',
  'autoModeConfig.enabled',
  'autoModeConfig.nodePools',
  'autoModeConfig.nodeRoleARN',
  'remoteNetworkConfig.remoteNodeNetworks',
  'remoteNetworkConfig.remotePodNetworks',
  'iam.serviceRoleARN',
  'iam.withOIDC',
  'iam.serviceAccounts[].metadata.name',
  'iam.serviceAccounts[].metadata.namespace',
  'iam.podIdentityAssociations[].namespace',
  'iam.podIdentityAssociations[].serviceAccountName',
  'iam.podIdentityAssociations[].roleARN',
  'iam.podIdentityAssociations[].disableSessionTags',
  'iam.podIdentityAssociations[].targetRoleARN',
  'iamIdentityMappings',
  'identityProviders',
  'kubernetesNetworkConfig.ipFamily',
  'kubernetesNetworkConfig.serviceIPv4CIDR',
  ...['name', 'version', 'serviceAccountRoleARN', 'namespaceConfig', 'configurationValues'].map(
    (key) => `addons[].${key}`,
  ),
  ...['name', 'type', 'deletePropagationPolicy', 'roleArn', 'tags'].map(
    (key) => `capabilities[].${key}`,
  ),
  ...['name', 'selectors', 'podExecutionRoleARN', 'subnets', 'tags'].map(
    (key) => `fargateProfiles[].${key}`,
  ),
  ...[
    'name',
    'amiFamily',
    'instanceType',
    'instanceTypes',
    'labels',
    'launchTemplate',
    'maxSize',
    'minSize',
    'nodeRepairConfig.enabled',
    'releaseVersion',
    'spot',
    'tags',
    'taints',
    'updateConfig',
  ].map((key) => `managedNodeGroups[].${key}`),
  ...['name', 'minSize', 'maxSize'].map((key) => `nodeGroups[].${key}`),
];

/** The keys of a file of which nothing was asked: what is there may differ from what they say. */
export function notCompared(wanted: Fields): string[] {
  return [...new Set(leaves(wanted, ''))].filter(
    (path) =>
      !compared.some(
        (key) => path === key || (/^[.[]/.test(path.slice(key.length)) && path.startsWith(key)),
      ),
  );
}

// What is below a key of an item is told as that key, but for the name in its metadata.
function leaves(value: unknown, path: string): string[] {
  if (/\[\]\.(?!metadata$)/.test(path)) return [path];
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    return items.flatMap((item) => (isMapping(item) ? leaves(item, `${path}[]`) : [path]));
  }
  if (!isMapping(value)) return [path];
  return Object.entries(value).flatMap(([key, child]) =>
    leaves(child, path === '' ? key : `${path}.${key}`),
  );
}

import { absent } from './good-config.ts';
import { autoMode, managed, own, template, subnets, testRules } from './rule-cases.ts';
import { oldestKubernetes } from '../../../tables/kubernetes.ts';
import { endedMinor } from '../../support/kubernetes.ts';

testRules({
  schema: [
    [
      'a key in the wrong case',
      { [`${managed}.instancetype`]: 'm6i.large' },
      'managedNodeGroups[0].instancetype',
    ],
    ['an unknown key', { 'vpc.publicAccess': true }, 'vpc.publicAccess'],
    ['an unknown key at the top', { managedNodegroup: [] }, 'managedNodegroup'],
    [
      'an unknown key in a map by zone',
      { ...subnets, 'vpc.subnets.private.eu-west-1a.Cidr': 'x' },
      'vpc.subnets.private.eu-west-1a.Cidr',
    ],
    [
      'an unknown key in a taint',
      { [`${managed}.taints.0.Effect`]: 'x' },
      'managedNodeGroups[0].taints[0].Effect',
    ],
    [
      'a string for a number',
      { [`${managed}.volumeSize`]: '40' },
      'managedNodeGroups[0].volumeSize',
    ],
    [
      'a number for a string',
      { 'metadata.version': 1.34 },
      'metadata.version',
      { 'metadata.version': oldestKubernetes },
    ],
    [
      'a fraction',
      { [`${managed}.maxPodsPerNode`]: 1.5 },
      'managedNodeGroups[0].maxPodsPerNode',
      { [`${managed}.maxPodsPerNode`]: 2 },
    ],
    ['a string for a boolean', { 'zonalShiftConfig.enabled': 'true' }, 'zonalShiftConfig.enabled'],
    ['a map for a list', { fargateProfiles: {} }, 'fargateProfiles', { fargateProfiles: [] }],
    ['a list for a map', { upgradePolicy: [] }, 'upgradePolicy', { upgradePolicy: {} }],
    [
      'a number among tags',
      { 'metadata.tags.floor': 3 },
      'metadata.tags.floor',
      { 'metadata.tags.floor': null },
    ],
    [
      'an empty item',
      { [`${own}.classicLoadBalancerNames`]: [null] },
      'nodeGroups[0].classicLoadBalancerNames[0]',
      { [`${own}.classicLoadBalancerNames`]: null },
    ],
    ['an empty node group', { 'nodeGroups.1': null }, 'nodeGroups[1]', { nodeGroups: null }],
    [
      'a NAT gateway that there is not',
      { 'vpc.nat.gateway': 'HighAvailable' },
      'vpc.nat.gateway',
      { 'vpc.nat.gateway': 'HighlyAvailable' },
    ],
    [
      'a volume type that there is not',
      { [`${managed}.volumeType`]: 'gp4' },
      'managedNodeGroups[0].volumeType',
    ],
    [
      'a log type that there is not',
      { 'cloudWatch.clusterLogging.enableTypes.0': 'Audit' },
      'cloudWatch.clusterLogging.enableTypes[0]',
      { 'cloudWatch.clusterLogging.enableTypes.0': '*' },
    ],
    [
      'another AMI family',
      { [`${own}.amiFamily`]: 'Debian' },
      'nodeGroups[0].amiFamily',
      { [`${own}.amiFamily`]: 'amazonlinux2023' },
    ],
    [
      'another address family',
      { 'kubernetesNetworkConfig.ipFamily': 'v4' },
      'kubernetesNetworkConfig.ipFamily',
      { 'kubernetesNetworkConfig.ipFamily': 'ipv4' },
    ],
    ['another kind', { kind: 'Cluster' }, 'kind'],
    ['no API version', { apiVersion: absent }, 'apiVersion'],
    ['no region', { 'metadata.region': '' }, 'metadata.region'],
    ['a node group without name', { [`${managed}.name`]: absent }, 'managedNodeGroups[0].name'],
    [
      'a launch template without ID',
      { [`${template}.launchTemplate.id`]: absent },
      'managedNodeGroups[1].launchTemplate.id',
      { [`${template}.launchTemplate.version`]: absent },
    ],
    [
      'an identity provider of another type',
      { 'identityProviders.0.type': 'saml' },
      'identityProviders[0].type',
    ],
    [
      'configurationValues as a map',
      { 'addons.0.configurationValues': { enableNetworkPolicy: 'true' } },
      'addons[0].configurationValues',
    ],
    [
      'encryption without a key',
      { 'secretsEncryption.keyARN': absent },
      'secretsEncryption.keyARN',
      { secretsEncryption: absent },
    ],
  ],
  metadata: [
    [
      'an underscore in the name',
      { 'metadata.name': 'boot_camp' },
      'metadata.name',
      { 'metadata.name': 'Boot-Camp-1' },
    ],
    [
      'a name too long for a label',
      { 'metadata.name': 'a'.repeat(64) },
      'metadata.name',
      { 'metadata.name': 'a'.repeat(63) },
    ],
    [
      'a name too long for nodes only',
      { ...autoMode, 'metadata.name': 'a'.repeat(101) },
      'metadata.name',
      { ...autoMode, 'metadata.name': 'a'.repeat(100) },
    ],
    [
      'a version that is over',
      { 'metadata.version': endedMinor },
      'metadata.version',
      { 'metadata.version': oldestKubernetes },
    ],
    [
      'a version that never was',
      { 'metadata.version': '1.340' },
      'metadata.version',
      { 'metadata.version': 'latest' },
    ],
    [
      'a patch version',
      { 'metadata.version': '1.34.2' },
      'metadata.version',
      { 'metadata.version': absent },
    ],
    [
      'a region that there is not',
      {
        'metadata.region': 'eu-west-9',
        availabilityZones: absent,
        [`${managed}.availabilityZones`]: absent,
      },
      'metadata.region',
      {
        'metadata.region': 'eu-west-2',
        availabilityZones: absent,
        [`${managed}.availabilityZones`]: absent,
      },
    ],
    [
      'a short rollback',
      { 'metadata.rollbackConfig.timeoutMinutes': 119 },
      'metadata.rollbackConfig.timeoutMinutes',
      { 'metadata.rollbackConfig.timeoutMinutes': 120 },
    ],
  ],
});

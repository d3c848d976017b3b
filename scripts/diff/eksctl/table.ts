import { creatorIsAdmin, goneEntry, newEntry, otherEntry } from './access.ts';
import {
  addonValues,
  addonVersion,
  createAddon,
  deleteAddon,
  permissions,
  replaceAddon,
  tagAddon,
  updateAddon,
} from './addons.ts';
import { authenticationMode } from './authentication-mode.ts';
import {
  createCapability,
  deleteCapability,
  replaceCapability,
  tagCapability,
  updateCapability,
  updateMappings,
} from './capabilities.ts';
import {
  autoMode,
  autoModeRole,
  boundary,
  components,
  encryption,
  flux,
  oidc,
  remoteNetworks,
  resourceController,
  scalingTier,
  upgradePolicy,
  zonalShift,
} from './cluster.ts';
import {
  createProfile,
  defaultRole,
  deleteProfile,
  replaceProfile,
  tagProfile,
} from './fargate-profiles.ts';
import { identityMappings } from './identity-mappings.ts';
import { goneProvider, newProvider, otherProvider, tagProvider } from './identity-providers.ts';
import { logRetention, logTypes } from './logging.ts';
import {
  createGroup,
  deleteGroup,
  labelGroup,
  releaseGroup,
  repairGroup,
  replaceGroup,
  scaleGroup,
  taintGroup,
  templateVersion,
  updateGroup,
} from './node-groups.ts';
import {
  createAccount,
  createAssociation,
  deleteAssociation,
  replaceAssociation,
  tagAssociation,
  updateAssociation,
} from './pod-identity.ts';
import type { Row } from './row.ts';
import { suspendProcesses } from './scaling-group.ts';
import {
  accountOwner,
  createServiceAccount,
  deleteServiceAccount,
  markServiceAccount,
  replaceServiceAccount,
  tagServiceAccount,
  updateServiceAccount,
} from './service-accounts.ts';
import { subnets } from './subnets.ts';
import { tagCluster, tagGroup, tagOwnGroup } from './tags.ts';
import { newCluster, noCommand, nothing } from './taken.ts';
import { upgrade } from './versions.ts';
import { controlPlaneNetwork, endpoints, publicAccess, zones } from './vpc.ts';

const forLife = (what: string) => () => newCluster(what);
const onlyRead = (why: string) => () => nothing(why);

const inGroup = (kind: string, keys: readonly string[]) => keys.map((key) => `${kind}[].${key}`);

const ofAnyGroup = [
  'additionalVolumes',
  'ami',
  'amiFamily',
  'availabilityZones',
  'bottlerocket',
  'capacityReservation',
  'connectionTracking',
  'disableIMDSv1',
  'disablePodIMDS',
  'ebsOptimized',
  'efaEnabled',
  'enableDetailedMonitoring',
  'iam',
  'instanceMarketOptions',
  'instanceName',
  'instancePrefix',
  'instanceSelector',
  'instanceType',
  'maxPodsPerNode',
  'outpostARN',
  'overrideBootstrapCommand',
  'placement',
  'preBootstrapCommands',
  'privateNetworking',
  'securityGroups',
  'ssh',
  'subnets',
  'volumeEncrypted',
  'volumeIOPS',
  'volumeKmsKeyID',
  'volumeName',
  'volumeSize',
  'volumeThroughput',
  'volumeType',
];
const sizes = ['minSize', 'desiredCapacity', 'maxSize'];

/**
 * What a change of each key of a ClusterConfig takes; the first row that fits counts. Commands and what they read of a
 * file: eksctl's pkg/ctl and pkg/actions, as of 0.230.
 */
export const table: readonly Row[] = [
  { keys: ['metadata.name', 'metadata.region'], takes: forLife('it is another cluster then') },
  {
    keys: [
      'vpc.cidr',
      'vpc.id',
      'vpc.nat',
      'vpc.autoAllocateIPv6',
      'vpc.ipv6Cidr',
      'vpc.ipv6Pool',
      'vpc.hostnameType',
      'vpc.extraCIDRs',
      'vpc.extraIPv6CIDRs',
      'vpc.securityGroup',
      'vpc.sharedNodeSecurityGroup',
      'vpc.manageSharedNodeSecurityGroupRules',
      'vpc.controlPlaneOnPrivateSubnets',
      'localZones',
    ],
    takes: forLife('eksctl makes the network only when it makes the cluster'),
  },
  { keys: ['vpc.subnets'], takes: subnets },
  { keys: ['iam.serviceRoleARN'], takes: forLife('a control plane keeps its role') },
  {
    keys: ['privateCluster'],
    takes: forLife('eksctl makes a private cluster only from the beginning'),
  },
  {
    keys: ['kubernetesNetworkConfig'],
    takes: forLife("EKS never changes a cluster's addresses for Services"),
  },
  { keys: ['outpost'], takes: forLife('EKS moves no control plane to or from an Outpost') },
  {
    keys: ['remoteNetworkConfig.iam', 'remoteNetworkConfig.vpcGatewayID'],
    takes: forLife('eksctl makes the roles and routes for remote nodes only with the cluster'),
  },
  {
    keys: ['karpenter'],
    takes: () =>
      noCommand(
        'eksctl installs Karpenter only with a new cluster: change it with Helm from then on',
      ),
  },
  { keys: ['availabilityZones'], phase: 'reach', takes: zones },

  { keys: ['vpc.clusterEndpoints'], phase: 'reach', takes: endpoints },
  { keys: ['vpc.publicAccessCIDRs'], phase: 'reach', takes: publicAccess },
  {
    keys: [
      'vpc.controlPlaneSubnetIDs',
      'vpc.controlPlaneSecurityGroupIDs',
      'vpc.controlPlaneEgressMode',
    ],
    phase: 'reach',
    takes: controlPlaneNetwork,
  },

  { keys: ['accessConfig.authenticationMode'], phase: 'access', takes: authenticationMode },
  { keys: ['accessConfig.bootstrapClusterCreatorAdminPermissions'], takes: creatorIsAdmin },
  { keys: ['accessConfig.accessEntries[]'], item: 'new', phase: 'access', takes: newEntry },
  { keys: ['accessConfig.accessEntries[]'], item: 'gone', phase: 'old access', takes: goneEntry },
  { keys: ['accessConfig.accessEntries[]'], replaces: true, phase: 'access', takes: otherEntry },
  { keys: ['iamIdentityMappings'], phase: 'access', takes: identityMappings },
  { keys: ['identityProviders[]'], item: 'gone', phase: 'old access', takes: goneProvider },
  { keys: ['identityProviders[]'], item: 'new', phase: 'access', takes: newProvider },
  { keys: ['identityProviders[].tags'], phase: 'tags', takes: tagProvider },
  {
    keys: inGroup('identityProviders', [
      'type',
      'clientID',
      'groupsClaim',
      'groupsPrefix',
      'issuerURL',
      'requiredClaims',
      'usernameClaim',
      'usernamePrefix',
    ]),
    replaces: true,
    phase: 'access',
    takes: otherProvider,
  },

  { keys: ['upgradePolicy'], phase: 'control plane', takes: upgradePolicy },
  {
    keys: ['cloudWatch.clusterLogging.logRetentionInDays'],
    phase: 'control plane',
    takes: logRetention,
  },
  { keys: ['cloudWatch'], phase: 'control plane', takes: logTypes },
  { keys: ['secretsEncryption'], phase: 'control plane', takes: encryption },
  { keys: ['zonalShiftConfig'], phase: 'control plane', takes: zonalShift },
  { keys: ['controlPlaneScalingConfig'], phase: 'control plane', takes: scalingTier },
  {
    keys: ['kubeAPIServerConfig', 'kubeControllerManagerConfig', 'kubeSchedulerConfig'],
    phase: 'control plane',
    takes: components,
  },
  {
    keys: ['autoModeConfig.permissionsBoundaryARN'],
    takes: onlyRead("eksctl reads it only when it makes the role of Auto Mode's nodes"),
  },
  { keys: ['autoModeConfig.nodeRoleARN'], phase: 'control plane', takes: autoModeRole },
  { keys: ['autoModeConfig'], phase: 'control plane', takes: autoMode },
  { keys: ['iam.serviceRolePermissionsBoundary'], phase: 'control plane', takes: boundary },
  { keys: ['iam.vpcResourceControllerPolicy'], phase: 'control plane', takes: resourceController },

  {
    keys: ['metadata.forceUpdateVersion', 'metadata.rollbackConfig'],
    takes: onlyRead('eksctl reads it with the next upgrade'),
  },
  { keys: ['metadata.annotations'], takes: onlyRead('eksctl does nothing with annotations') },
  { keys: ['metadata.version'], phase: 'version', takes: upgrade },
  {
    keys: ['remoteNetworkConfig.remoteNodeNetworks', 'remoteNetworkConfig.remotePodNetworks'],
    phase: 'version',
    takes: remoteNetworks,
  },

  { keys: ['iam.withOIDC'], phase: 'identity', takes: oidc },
  { keys: ['iam.serviceAccounts[]'], item: 'new', phase: 'identity', takes: createServiceAccount },
  {
    keys: ['iam.serviceAccounts[]'],
    item: 'gone',
    phase: 'old rights',
    takes: deleteServiceAccount,
  },
  {
    keys: inGroup('iam.serviceAccounts', ['roleName', 'attachRoleARN']),
    replaces: true,
    phase: 'identity',
    takes: replaceServiceAccount,
  },
  { keys: ['iam.serviceAccounts[].roleOnly'], phase: 'identity', takes: accountOwner },
  {
    keys: ['iam.serviceAccounts[].metadata'],
    phase: 'rights',
    takes: markServiceAccount,
  },
  { keys: ['iam.serviceAccounts[].tags'], phase: 'tags', takes: tagServiceAccount },
  {
    keys: ['iam.serviceAccounts[].status'],
    takes: onlyRead('eksctl writes it, and does not read it'),
  },
  {
    keys: inGroup('iam.serviceAccounts', [
      'attachPolicy',
      'attachPolicyARNs',
      'permissionsBoundary',
      'subjectPattern',
      'wellKnownPolicies',
    ]),
    phase: 'rights',
    takes: updateServiceAccount,
  },

  {
    keys: ['managedNodeGroups[]', 'nodeGroups[]'],
    item: 'new',
    phase: 'new nodes',
    takes: createGroup,
  },
  {
    keys: ['managedNodeGroups[]', 'nodeGroups[]'],
    item: 'gone',
    phase: 'old nodes',
    takes: deleteGroup,
  },
  {
    keys: [...inGroup('managedNodeGroups', sizes), ...inGroup('nodeGroups', sizes)],
    phase: 'nodes',
    takes: scaleGroup,
  },
  { keys: ['managedNodeGroups[].labels'], phase: 'nodes', takes: labelGroup },
  { keys: ['managedNodeGroups[].taints'], phase: 'nodes', takes: taintGroup },
  { keys: ['managedNodeGroups[].updateConfig'], phase: 'nodes', takes: updateGroup },
  { keys: ['managedNodeGroups[].nodeRepairConfig'], phase: 'nodes', takes: repairGroup },
  { keys: ['managedNodeGroups[].releaseVersion'], phase: 'nodes', takes: releaseGroup },
  { keys: ['managedNodeGroups[].tags'], phase: 'nodes', takes: tagGroup },
  { keys: ['nodeGroups[].tags'], phase: 'nodes', takes: tagOwnGroup },
  {
    keys: ['managedNodeGroups[].asgSuspendProcesses', 'nodeGroups[].asgSuspendProcesses'],
    phase: 'nodes',
    takes: suspendProcesses,
  },
  {
    keys: ['managedNodeGroups[].propagateASGTags', 'nodeGroups[].propagateASGTags'],
    takes: onlyRead('eksctl reads it only when it makes the group'),
  },
  {
    keys: ['nodeGroups[].updateConfig'],
    takes: onlyRead('nobody updates the nodes of such a group one after another'),
  },
  { keys: ['managedNodeGroups[].launchTemplate.version'], phase: 'nodes', takes: templateVersion },
  {
    keys: [
      ...inGroup('managedNodeGroups', [...ofAnyGroup, 'instanceTypes', 'launchTemplate', 'spot']),
      ...inGroup('nodeGroups', [
        ...ofAnyGroup,
        'asgMetricsCollection',
        'classicLoadBalancerNames',
        'clusterDNS',
        'containerRuntime',
        'cpuCredits',
        'enclaveEnabled',
        'instancesDistribution',
        'kubeletExtraConfig',
        'labels',
        'localZones',
        'maxInstanceLifetime',
        'taints',
        'targetGroupARNs',
      ]),
    ],
    replaces: true,
    phase: 'replaced nodes',
    takes: replaceGroup,
  },

  { keys: ['fargateProfiles[]'], item: 'new', phase: 'new nodes', takes: createProfile },
  { keys: ['fargateProfiles[]'], item: 'gone', phase: 'old nodes', takes: deleteProfile },
  { keys: ['fargateProfiles[].tags'], phase: 'tags', takes: tagProfile },
  {
    keys: ['fargateProfiles[].status'],
    takes: onlyRead('EKS writes it, and eksctl does not read it'),
  },
  {
    keys: inGroup('fargateProfiles', ['podExecutionRoleARN', 'selectors', 'subnets']),
    replaces: true,
    phase: 'replaced nodes',
    takes: replaceProfile,
  },
  { keys: ['iam.fargatePodExecutionRoleARN'], takes: defaultRole },
  {
    keys: ['iam.fargatePodExecutionRolePermissionsBoundary'],
    takes: onlyRead('eksctl reads it only when it makes the role of Fargate'),
  },

  { keys: ['addons[]'], item: 'new', phase: 'new addons', takes: createAddon },
  // It gives pods the roles of their pod identity associations.
  {
    keys: ['addons.[eks-pod-identity-agent]'],
    item: 'gone',
    phase: 'old agent',
    takes: deleteAddon,
  },
  { keys: ['addons[]'], item: 'gone', phase: 'old addons', takes: deleteAddon },
  { keys: ['addons[].namespaceConfig'], replaces: true, phase: 'new addons', takes: replaceAddon },
  { keys: ['addons[].tags'], phase: 'tags', takes: tagAddon },
  {
    keys: inGroup('addons', [
      'attachPolicy',
      'attachPolicyARNs',
      'podIdentityAssociations',
      'serviceAccountRoleARN',
      'useDefaultPodIdentityAssociations',
      'wellKnownPolicies',
    ]),
    phase: 'addons',
    takes: permissions,
  },
  { keys: ['addons[].version'], phase: 'addons', takes: addonVersion },
  { keys: ['addons[].configurationValues'], phase: 'addons', takes: addonValues },
  {
    keys: ['addons[].resolveConflicts'],
    takes: onlyRead('eksctl reads it with the next update of the addon'),
  },
  {
    keys: ['addons[].permissionsBoundary'],
    phase: 'addons',
    takes: updateAddon,
  },
  {
    keys: inGroup('addons', ['owners', 'publishers', 'types']),
    takes: onlyRead('eksctl only looks addons up by it'),
  },
  {
    keys: ['addonsConfig'],
    takes: onlyRead('it is for what eksctl creates from now on'),
  },

  {
    keys: ['iam.podIdentityAssociations[]'],
    item: 'new',
    phase: 'new rights',
    takes: createAssociation,
  },
  {
    keys: ['iam.podIdentityAssociations[]'],
    item: 'gone',
    phase: 'old rights',
    takes: deleteAssociation,
  },
  { keys: ['iam.podIdentityAssociations[].tags'], phase: 'tags', takes: tagAssociation },
  {
    keys: ['iam.podIdentityAssociations[].createServiceAccount'],
    phase: 'new rights',
    takes: createAccount,
  },
  {
    keys: ['iam.podIdentityAssociations[].roleName'],
    replaces: true,
    phase: 'rights',
    takes: replaceAssociation,
  },
  {
    keys: inGroup('iam.podIdentityAssociations', [
      'disableSessionTags',
      'permissionPolicy',
      'permissionPolicyARNs',
      'permissionPolicyName',
      'permissionsBoundaryARN',
      'policy',
      'roleARN',
      'targetRoleARN',
      'wellKnownPolicies',
    ]),
    phase: 'rights',
    takes: updateAssociation,
  },

  { keys: ['capabilities[]'], item: 'new', phase: 'new rights', takes: createCapability },
  { keys: ['capabilities[]'], item: 'gone', phase: 'old rights', takes: deleteCapability },
  { keys: ['capabilities[].tags'], phase: 'tags', takes: tagCapability },
  {
    keys: [
      'capabilities[].deletePropagationPolicy',
      'capabilities[].configuration.argocd.networkAccess',
    ],
    phase: 'rights',
    takes: updateCapability,
  },
  {
    keys: ['capabilities[].configuration.argocd.rbacRoleMappings'],
    phase: 'rights',
    takes: updateMappings,
  },
  {
    keys: inGroup('capabilities', [
      'type',
      'roleArn',
      'accessPolicies',
      'attachPolicy',
      'attachPolicyARNs',
      'permissionsBoundary',
      'configuration.argocd.awsIdc',
      'configuration.argocd.namespace',
    ]),
    replaces: true,
    phase: 'rights',
    takes: replaceCapability,
  },

  { keys: ['gitops'], phase: 'rights', takes: flux },
  { keys: ['metadata.tags'], phase: 'tags', takes: tagCluster },
  { keys: ['apiVersion', 'kind'], takes: onlyRead('it is the same to eksctl') },
];

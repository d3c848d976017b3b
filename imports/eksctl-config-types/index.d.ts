// Generated from eksctl's JSON schema by `npm run import -- eksctl`; edits here get lost.
// eksctl's descriptions are left out: see https://eksctl.io/usage/schema.

export type AccessScopeType = string;
export type ARN = string;
export type AuthenticationMode = string;
export type ResolveConflicts = string;
export type TaintEffect = string;
export type TaintsWrapper =
  | NodeGroupTaint[]
  | {
      [k: string]: string;
    };
export type VPCGateway = string;
export type IPNet = string;

export interface ClusterConfig {
  accessConfig?: AccessConfig;
  addons?: Addon[];
  addonsConfig?: AddonsConfig;
  apiVersion: 'eksctl.io/v1alpha5';
  autoModeConfig?: AutoModeConfig;
  availabilityZones?: string[];
  capabilities?: Capability[];
  cloudWatch?: ClusterCloudWatch;
  controlPlaneScalingConfig?: ControlPlaneScalingConfig;
  fargateProfiles?: FargateProfile[];
  gitops?: GitOps;
  iam?: ClusterIAM;
  iamIdentityMappings?: IAMIdentityMapping[];
  identityProviders?: IdentityProvider[];
  karpenter?: Karpenter;
  kind: 'ClusterConfig';
  kubeAPIServerConfig?: KubeAPIServerConfig;
  kubeControllerManagerConfig?: KubeControllerManagerConfig;
  kubeSchedulerConfig?: KubeSchedulerConfig;
  kubernetesNetworkConfig?: KubernetesNetworkConfig;
  localZones?: string[];
  managedNodeGroups?: ManagedNodeGroup[];
  metadata: ClusterMeta;
  nodeGroups?: NodeGroup[];
  outpost?: Outpost;
  privateCluster?: PrivateCluster;
  remoteNetworkConfig?: RemoteNetworkConfig;
  secretsEncryption?: SecretsEncryption;
  upgradePolicy?: UpgradePolicy;
  vpc?: ClusterVPC;
  zonalShiftConfig?: ZonalShiftConfig;
}
export interface AccessConfig {
  accessEntries?: AccessEntry[];
  authenticationMode?: AuthenticationMode;
  bootstrapClusterCreatorAdminPermissions?: boolean;
}
export interface AccessEntry {
  accessPolicies?: AccessPolicy[];
  kubernetesGroups?: string[];
  kubernetesUsername?: string;
  principalARN?: ARN;
  type?: string;
}
export interface AccessPolicy {
  accessScope?: AccessScope;
  policyARN?: ARN;
}
export interface AccessScope {
  namespaces?: string[];
  type?: AccessScopeType;
}
export interface Addon {
  attachPolicy?: InlineDocument;
  attachPolicyARNs?: string[];
  configurationValues?: string;
  name: string;
  namespaceConfig?: AddonNamespaceConfig;
  owners?: string[];
  permissionsBoundary?: string;
  podIdentityAssociations?: PodIdentityAssociation[];
  publishers?: string[];
  resolveConflicts?: ResolveConflicts;
  serviceAccountRoleARN?: string;
  tags?: {
    [k: string]: string;
  };
  types?: string[];
  useDefaultPodIdentityAssociations?: boolean;
  version?: string;
  wellKnownPolicies?: WellKnownPolicies;
}
export interface InlineDocument {
  [k: string]: unknown;
}
export interface AddonNamespaceConfig {
  namespace?: string;
}
export interface PodIdentityAssociation {
  createServiceAccount?: boolean;
  disableSessionTags?: boolean;
  namespace?: string;
  permissionPolicy?: InlineDocument;
  permissionPolicyARNs?: string[];
  permissionPolicyName?: string;
  permissionsBoundaryARN?: string;
  policy?: string;
  roleARN?: string;
  roleName?: string;
  serviceAccountName?: string;
  tags?: {
    [k: string]: string;
  };
  targetRoleARN?: string;
  wellKnownPolicies?: WellKnownPolicies;
}
export interface WellKnownPolicies {
  autoScaler?: boolean;
  awsLoadBalancerController?: boolean;
  certManager?: boolean;
  ebsCSIController?: boolean;
  efsCSIController?: boolean;
  externalDNS?: boolean;
  imageBuilder?: boolean;
}
export interface AddonsConfig {
  autoApplyPodIdentityAssociations?: boolean;
  disableDefaultAddons?: boolean;
}
export interface AutoModeConfig {
  enabled?: boolean;
  nodePools?: string[];
  nodeRoleARN?: ARN;
  permissionsBoundaryARN?: ARN;
}
export interface Capability {
  accessPolicies?: AccessPolicy[];
  attachPolicy?: InlineDocument;
  attachPolicyARNs?: string[];
  configuration?: CapabilityConfiguration;
  deletePropagationPolicy?: string;
  name: string;
  permissionsBoundary?: string;
  roleArn?: string;
  tags?: {
    [k: string]: string;
  };
  type: string;
}
export interface CapabilityConfiguration {
  argocd?: ArgoCDConfiguration;
}
export interface ArgoCDConfiguration {
  awsIdc?: ArgoCDAWSIDC;
  namespace?: string;
  networkAccess?: ArgoCDNetworkAccess;
  rbacRoleMappings?: ArgoCDRoleMapping[];
}
export interface ArgoCDAWSIDC {
  idcInstanceArn: string;
  idcRegion?: string;
}
export interface ArgoCDNetworkAccess {
  vpceIds?: string[];
}
export interface ArgoCDRoleMapping {
  identities: SSOIdentity[];
  role: string;
}
export interface SSOIdentity {
  id: string;
  type: string;
}
export interface ClusterCloudWatch {
  clusterLogging?: ClusterCloudWatchLogging;
}
export interface ClusterCloudWatchLogging {
  enableTypes?: (
    'api' | 'audit' | 'authenticator' | 'controllerManager' | 'scheduler' | 'all' | '*'
  )[];
  logRetentionInDays?: number;
}
export interface ControlPlaneScalingConfig {
  tier?: string;
}
export interface FargateProfile {
  name: string;
  podExecutionRoleARN?: string;
  selectors?: FargateProfileSelector[];
  status?: string;
  subnets?: string[];
  tags?: {
    [k: string]: string;
  };
}
export interface FargateProfileSelector {
  labels?: {
    [k: string]: string;
  };
  namespace: string;
}
export interface GitOps {
  flux?: Flux;
}
export interface Flux {
  flags?: FluxFlags;
  gitProvider?: string;
}
export interface FluxFlags {
  [k: string]: string;
}
export interface ClusterIAM {
  fargatePodExecutionRoleARN?: string;
  fargatePodExecutionRolePermissionsBoundary?: string;
  podIdentityAssociations?: PodIdentityAssociation[];
  serviceAccounts?: ClusterIAMServiceAccount[];
  serviceRoleARN?: string;
  serviceRolePermissionsBoundary?: string;
  vpcResourceControllerPolicy?: boolean;
  withOIDC?: boolean;
}
export interface ClusterIAMServiceAccount {
  attachPolicy?: InlineDocument;
  attachPolicyARNs?: string[];
  attachRoleARN?: string;
  metadata?: ClusterIAMMeta;
  permissionsBoundary?: string;
  roleName?: string;
  roleOnly?: boolean;
  status?: ClusterIAMServiceAccountStatus;
  subjectPattern?: string;
  tags?: {
    [k: string]: string;
  };
  wellKnownPolicies?: WellKnownPolicies;
}
export interface ClusterIAMMeta {
  annotations?: {
    [k: string]: string;
  };
  labels?: {
    [k: string]: string;
  };
  name?: string;
  namespace?: string;
}
export interface ClusterIAMServiceAccountStatus {
  capabilities?: string[];
  roleARN?: string;
  stackName?: string;
  tags?: {
    [k: string]: string;
  };
}
export interface IAMIdentityMapping {
  account?: string;
  arn?: string;
  groups?: string[];
  namespace?: string;
  noDuplicateARNs?: boolean;
  serviceName?: string;
  username?: string;
}
export interface IdentityProvider {
  type: 'oidc';
  clientID: string;
  groupsClaim?: string;
  groupsPrefix?: string;
  issuerURL: string;
  name: string;
  requiredClaims?: {
    [k: string]: string;
  };
  tags?: {
    [k: string]: string;
  };
  usernameClaim?: string;
  usernamePrefix?: string;
}
export interface Karpenter {
  createServiceAccount?: boolean;
  defaultInstanceProfile?: string;
  version: string;
  withSpotInterruptionQueue?: boolean;
}
export interface KubeAPIServerConfig {
  eventTTL?: string;
  serviceNodePortRange?: ServiceNodePortRange;
}
export interface ServiceNodePortRange {
  maxPort?: number;
  minPort?: number;
}
export interface KubeControllerManagerConfig {
  horizontalPodAutoscalerControllerConfig?: HorizontalPodAutoscalerControllerConfig;
  podGCControllerConfig?: PodGCControllerConfig;
}
export interface HorizontalPodAutoscalerControllerConfig {
  horizontalPodAutoscalerSyncPeriod?: string;
}
export interface PodGCControllerConfig {
  terminatedPodGCThreshold?: number;
}
export interface KubeSchedulerConfig {
  nodeResourcesFit?: NodeResourcesFitConfig;
}
export interface NodeResourcesFitConfig {
  scoringStrategy?: ScoringStrategy;
}
export interface ScoringStrategy {
  resources?: ResourceWeight[];
  type?: string;
}
export interface ResourceWeight {
  name?: string;
  weight?: number;
}
export interface KubernetesNetworkConfig {
  ipFamily?: 'IPv4' | 'IPv6';
  serviceIPv4CIDR?: string;
  serviceIPv6CIDR?: string;
}
export interface ManagedNodeGroup {
  additionalVolumes?: VolumeMapping[];
  ami?: string;
  amiFamily?:
    | 'AmazonLinux2023'
    | 'AmazonLinux2'
    | 'UbuntuPro2604'
    | 'Ubuntu2604'
    | 'UbuntuPro2404'
    | 'Ubuntu2404'
    | 'UbuntuPro2204'
    | 'Ubuntu2204'
    | 'UbuntuPro2004'
    | 'Ubuntu2004'
    | 'Bottlerocket'
    | 'BottlerocketFips'
    | 'WindowsServer2019CoreContainer'
    | 'WindowsServer2019FullContainer'
    | 'WindowsServer2022CoreContainer'
    | 'WindowsServer2022FullContainer'
    | 'WindowsServer2025CoreContainer'
    | 'WindowsServer2025FullContainer';
  asgSuspendProcesses?: string[];
  availabilityZones?: string[];
  bottlerocket?: NodeGroupBottlerocket;
  capacityReservation?: CapacityReservation;
  desiredCapacity?: number;
  disableIMDSv1?: boolean;
  disablePodIMDS?: boolean;
  ebsOptimized?: boolean;
  efaEnabled?: boolean;
  enableDetailedMonitoring?: boolean;
  iam?: NodeGroupIAM;
  instanceMarketOptions?: InstanceMarketOptions;
  instanceName?: string;
  instancePrefix?: string;
  instanceSelector?: InstanceSelector;
  instanceType?: string;
  instanceTypes?: string[];
  labels?: {
    [k: string]: string;
  };
  launchTemplate?: LaunchTemplate;
  maxPodsPerNode?: number;
  maxSize?: number;
  minSize?: number;
  name: string;
  nodeRepairConfig?: NodeGroupNodeRepairConfig;
  outpostARN?: string;
  overrideBootstrapCommand?: string;
  placement?: Placement;
  preBootstrapCommands?: string[];
  privateNetworking?: boolean;
  propagateASGTags?: boolean;
  releaseVersion?: string;
  securityGroups?: NodeGroupSGs;
  spot?: boolean;
  ssh?: NodeGroupSSH;
  subnets?: string[];
  tags?: {
    [k: string]: string;
  };
  taints?: NodeGroupTaint[];
  updateConfig?: NodeGroupUpdateConfig;
  volumeEncrypted?: boolean;
  volumeIOPS?: number;
  volumeKmsKeyID?: string;
  volumeName?: string;
  volumeSize?: number;
  volumeThroughput?: number;
  volumeType?: 'gp2' | 'gp3' | 'io1' | 'io2' | 'sc1' | 'st1';
  connectionTracking?: ConnectionTracking;
}
export interface VolumeMapping {
  snapshotID?: string;
  volumeEncrypted?: boolean;
  volumeIOPS?: number;
  volumeKmsKeyID?: string;
  volumeName?: string;
  volumeSize?: number;
  volumeThroughput?: number;
  volumeType?: 'gp2' | 'gp3' | 'io1' | 'io2' | 'sc1' | 'st1';
}
export interface NodeGroupBottlerocket {
  enableAdminContainer?: boolean;
  settings?: InlineDocument;
}
export interface CapacityReservation {
  capacityReservationPreference?: string;
  capacityReservationTarget?: CapacityReservationTarget;
}
export interface CapacityReservationTarget {
  capacityReservationID?: string;
  capacityReservationResourceGroupARN?: string;
}
export interface NodeGroupIAM {
  attachPolicy?: InlineDocument;
  attachPolicyARNs?: string[];
  instanceProfileARN?: string;
  instanceRoleARN?: string;
  instanceRoleName?: string;
  instanceRolePermissionsBoundary?: string;
  withAddonPolicies?: NodeGroupIAMAddonPolicies;
}
export interface NodeGroupIAMAddonPolicies {
  albIngress?: boolean;
  appMesh?: boolean;
  appMeshPreview?: boolean;
  autoScaler?: boolean;
  awsLoadBalancerController?: boolean;
  certManager?: boolean;
  cloudWatch?: boolean;
  ebs?: boolean;
  efs?: boolean;
  externalDNS?: boolean;
  fsx?: boolean;
  imageBuilder?: boolean;
  xRay?: boolean;
}
export interface InstanceMarketOptions {
  marketType?: string;
}
export interface InstanceSelector {
  allow?: string;
  cpuArchitecture?: 'x86_64' | 'amd64' | 'arm64';
  deny?: string;
  gpus?: number;
  memory?: string;
  neuron_devices?: number;
  vCPUs?: number;
}
export interface LaunchTemplate {
  id: string;
  version?: string;
}
export interface NodeGroupNodeRepairConfig {
  enabled?: boolean;
  maxParallelNodesRepairedCount?: number;
  maxParallelNodesRepairedPercentage?: number;
  maxUnhealthyNodeThresholdCount?: number;
  maxUnhealthyNodeThresholdPercentage?: number;
  nodeRepairConfigOverrides?: NodeRepairConfigOverride[];
}
export interface NodeRepairConfigOverride {
  minRepairWaitTimeMins?: number;
  nodeMonitoringCondition?: string;
  nodeUnhealthyReason?: string;
  repairAction?: string;
}
export interface Placement {
  groupName?: string;
  spreadLevel?: string;
}
export interface NodeGroupSGs {
  attachIDs?: string[];
  withLocal?: boolean;
  withShared?: boolean;
}
export interface NodeGroupSSH {
  allow?: boolean;
  enableSsm?: boolean;
  publicKey?: string;
  publicKeyName?: string;
  publicKeyPath?: string;
  sourceSecurityGroupIds?: string[];
}
export interface NodeGroupTaint {
  effect?: TaintEffect;
  key?: string;
  value?: string;
}
export interface NodeGroupUpdateConfig {
  maxUnavailable?: number;
  maxUnavailablePercentage?: number;
}
export interface ConnectionTracking {
  tcpEstablishedTimeout?: number;
  udpStreamTimeout?: number;
  udpTimeout?: number;
}
export interface ClusterMeta {
  annotations?: {
    [k: string]: string;
  };
  forceUpdateVersion?: boolean;
  name: string;
  region: string;
  rollbackConfig?: RollbackConfig;
  tags?: {
    [k: string]: string;
  };
  version?: string;
}
export interface RollbackConfig {
  timeoutMinutes?: number;
}
export interface NodeGroup {
  additionalVolumes?: VolumeMapping[];
  ami?: string;
  amiFamily?:
    | 'AmazonLinux2023'
    | 'AmazonLinux2'
    | 'UbuntuPro2604'
    | 'Ubuntu2604'
    | 'UbuntuPro2404'
    | 'Ubuntu2404'
    | 'UbuntuPro2204'
    | 'Ubuntu2204'
    | 'UbuntuPro2004'
    | 'Ubuntu2004'
    | 'Bottlerocket'
    | 'BottlerocketFips'
    | 'WindowsServer2019CoreContainer'
    | 'WindowsServer2019FullContainer'
    | 'WindowsServer2022CoreContainer'
    | 'WindowsServer2022FullContainer'
    | 'WindowsServer2025CoreContainer'
    | 'WindowsServer2025FullContainer';
  asgMetricsCollection?: MetricsCollection[];
  asgSuspendProcesses?: string[];
  availabilityZones?: string[];
  bottlerocket?: NodeGroupBottlerocket;
  capacityReservation?: CapacityReservation;
  classicLoadBalancerNames?: string[];
  clusterDNS?: string;
  containerRuntime?: string;
  cpuCredits?: string;
  desiredCapacity?: number;
  disableIMDSv1?: boolean;
  disablePodIMDS?: boolean;
  ebsOptimized?: boolean;
  efaEnabled?: boolean;
  enableDetailedMonitoring?: boolean;
  enclaveEnabled?: boolean;
  iam?: NodeGroupIAM;
  instanceMarketOptions?: InstanceMarketOptions;
  instanceName?: string;
  instancePrefix?: string;
  instanceSelector?: InstanceSelector;
  instanceType?: string;
  instancesDistribution?: NodeGroupInstancesDistribution;
  kubeletExtraConfig?: InlineDocument;
  labels?: {
    [k: string]: string;
  };
  localZones?: string[];
  maxInstanceLifetime?: number;
  maxPodsPerNode?: number;
  maxSize?: number;
  minSize?: number;
  name: string;
  outpostARN?: string;
  overrideBootstrapCommand?: string;
  placement?: Placement;
  preBootstrapCommands?: string[];
  privateNetworking?: boolean;
  propagateASGTags?: boolean;
  securityGroups?: NodeGroupSGs;
  ssh?: NodeGroupSSH;
  subnets?: string[];
  tags?: {
    [k: string]: string;
  };
  taints?: TaintsWrapper;
  targetGroupARNs?: string[];
  updateConfig?: NodeGroupUpdateConfig;
  volumeEncrypted?: boolean;
  volumeIOPS?: number;
  volumeKmsKeyID?: string;
  volumeName?: string;
  volumeSize?: number;
  volumeThroughput?: number;
  volumeType?: 'gp2' | 'gp3' | 'io1' | 'io2' | 'sc1' | 'st1';
  connectionTracking?: ConnectionTracking;
}
export interface MetricsCollection {
  granularity: string;
  metrics?: string[];
}
export interface NodeGroupInstancesDistribution {
  capacityRebalance?: boolean;
  instanceTypes: string[];
  maxPrice?: number;
  onDemandBaseCapacity?: number;
  onDemandPercentageAboveBaseCapacity?: number;
  spotAllocationStrategy?: string;
  spotInstancePools?: number;
}
export interface Outpost {
  controlPlaneInstanceType?: string;
  controlPlaneOutpostARN?: string;
  controlPlanePlacement?: Placement;
  etcdInstanceType?: string;
  etcdPlacement?: Placement;
}
export interface PrivateCluster {
  additionalEndpointServices?: string[];
  enabled?: boolean;
  skipEndpointCreation?: boolean;
}
export interface RemoteNetworkConfig {
  iam?: RemoteNodesIAM;
  remoteNodeNetworks: RemoteNetwork[];
  remotePodNetworks?: RemoteNetwork[];
  vpcGatewayID?: VPCGateway;
}
export interface RemoteNodesIAM {
  caBundleCert?: string;
  provider?: string;
  roleARN?: string;
}
export interface RemoteNetwork {
  cidrs?: string[];
}
export interface SecretsEncryption {
  keyARN: string;
}
export interface UpgradePolicy {
  supportType?: 'STANDARD' | 'EXTENDED';
}
export interface ClusterVPC {
  autoAllocateIPv6?: boolean;
  cidr?: IPNet;
  clusterEndpoints?: ClusterEndpoints;
  controlPlaneEgressMode?: string;
  controlPlaneOnPrivateSubnets?: boolean;
  controlPlaneSecurityGroupIDs?: string[];
  controlPlaneSubnetIDs?: string[];
  extraCIDRs?: string[];
  extraIPv6CIDRs?: string[];
  hostnameType?: string;
  id?: string;
  ipv6Cidr?: string;
  ipv6Pool?: string;
  manageSharedNodeSecurityGroupRules?: boolean;
  nat?: ClusterNAT;
  publicAccessCIDRs?: string[];
  securityGroup?: string;
  sharedNodeSecurityGroup?: string;
  subnets?: ClusterSubnets;
}
export interface ClusterEndpoints {
  privateAccess?: boolean;
  publicAccess?: boolean;
}
export interface ClusterNAT {
  gateway?: 'HighlyAvailable' | 'Single' | 'Disable';
}
export interface ClusterSubnets {
  private?: AZSubnetMapping;
  public?: AZSubnetMapping;
}
export interface AZSubnetMapping {
  [k: string]: AZSubnetSpec;
}
export interface AZSubnetSpec {
  az?: string;
  cidr?: IPNet;
  id?: string;
}
export interface ZonalShiftConfig {
  enabled?: boolean;
}
export interface OIDCIdentityProvider {
  clientID: string;
  groupsClaim?: string;
  groupsPrefix?: string;
  issuerURL: string;
  name: string;
  requiredClaims?: {
    [k: string]: string;
  };
  tags?: {
    [k: string]: string;
  };
  usernameClaim?: string;
  usernamePrefix?: string;
}

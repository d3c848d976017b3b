// Generated from eksctl's JSON schema by `npm run import -- eksctl`; edits here get lost.
// eksctl's descriptions are left out: see https://eksctl.io/usage/schema.

export type AccessScopeType = 'cluster' | 'namespace';
export type ARN = string;
export type AuthenticationMode = 'API' | 'API_AND_CONFIG_MAP' | 'CONFIG_MAP';
export type ResolveConflicts =
  'none' | 'overwrite' | 'preserve' | 'NONE' | 'OVERWRITE' | 'PRESERVE';
export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
export type TaintsWrapper =
  | NodeGroupTaint[]
  | {
      [k: string]: string;
    };
export type VPCGateway = string;
export type IPNet = string;

export interface ClusterConfig {
  /** Who may do what in the cluster. */
  accessConfig?: AccessConfig;
  /** EKS's addons, with their versions, settings and roles. */
  addons?: Addon[];
  /** What holds for all addons. */
  addonsConfig?: AddonsConfig;
  /** Which version of this format the file has. */
  apiVersion: 'eksctl.io/v1alpha5';
  /** EKS Auto Mode, in which AWS makes the nodes. */
  autoModeConfig?: AutoModeConfig;
  /** The zones of the cluster, two at least; without it, eksctl picks some. */
  availabilityZones?: string[];
  /** Argo CD, ACK and kro as EKS runs them itself. */
  capabilities?: Capability[];
  /** The control plane's logs. */
  cloudWatch?: ClusterCloudWatch;
  /** How large the control plane is. */
  controlPlaneScalingConfig?: ControlPlaneScalingConfig;
  /** Which pods run on Fargate, without nodes. */
  fargateProfiles?: FargateProfile[];
  /** Flux, which eksctl installs and which then follows a Git repository. */
  gitops?: GitOps;
  /** The cluster's roles, and roles for service accounts. */
  iam?: ClusterIAM;
  /** Entries of the ConfigMap aws-auth, the older way to say who may do what. */
  iamIdentityMappings?: IAMIdentityMapping[];
  /** Who else than IAM may say who somebody is. */
  identityProviders?: IdentityProvider[];
  /** Karpenter, which makes nodes as pods need them; eksctl installs it. */
  karpenter?: Karpenter;
  /** What the file is. */
  kind: 'ClusterConfig';
  /** Settings of the API server. */
  kubeAPIServerConfig?: KubeAPIServerConfig;
  /** Settings of Kubernetes' controllers. */
  kubeControllerManagerConfig?: KubeControllerManagerConfig;
  /** Settings of the scheduler. */
  kubeSchedulerConfig?: KubeSchedulerConfig;
  /** The addresses of Services, and whether they are IPv4 or IPv6. */
  kubernetesNetworkConfig?: KubernetesNetworkConfig;
  /** Local Zones in which the cluster has subnets too. */
  localZones?: string[];
  /** Groups of nodes that EKS updates and repairs for you. */
  managedNodeGroups?: ManagedNodeGroup[];
  /** The cluster's name, region, version and tags. */
  metadata: ClusterMeta;
  /** Groups of nodes that eksctl alone makes and that you look after. */
  nodeGroups?: NodeGroup[];
  /** An AWS Outpost on which the control plane is. */
  outpost?: Outpost;
  /** A cluster without a way to the internet. */
  privateCluster?: PrivateCluster;
  /** Networks outside of AWS whose machines are nodes of the cluster. */
  remoteNetworkConfig?: RemoteNetworkConfig;
  /** A KMS key of yours that encrypts the cluster's Secrets. */
  secretsEncryption?: SecretsEncryption;
  /** What happens when the standard support of its version ends. */
  upgradePolicy?: UpgradePolicy;
  /** The network of the cluster. */
  vpc?: ClusterVPC;
  /** Whether AWS may move traffic away from a zone that fails. */
  zonalShiftConfig?: ZonalShiftConfig;
}
export interface AccessConfig {
  /** Who may do what in the cluster, each by an IAM principal. */
  accessEntries?: AccessEntry[];
  /** Where EKS looks who somebody is: access entries, the ConfigMap aws-auth, or both. */
  authenticationMode?: AuthenticationMode;
  /** Whether who makes the cluster is its administrator; true by default. */
  bootstrapClusterCreatorAdminPermissions?: boolean;
}
export interface AccessEntry {
  /** EKS's ready-made rights for this principal. */
  accessPolicies?: AccessPolicy[];
  /** Groups of Kubernetes that the principal is in; role bindings name them. */
  kubernetesGroups?: string[];
  /** The name that Kubernetes knows the principal by. */
  kubernetesUsername?: string;
  /** The IAM role or user. */
  principalARN?: ARN;
  /** Whether it stands for people and programs, which is STANDARD, or for nodes. */
  type?: 'STANDARD' | 'EC2' | 'EC2_LINUX' | 'EC2_WINDOWS' | 'FARGATE_LINUX' | 'HYBRID_LINUX';
}
export interface AccessPolicy {
  /** Where the rights hold. */
  accessScope?: AccessScope;
  /** The ARN of one of EKS's access policies, such as AmazonEKSViewPolicy. */
  policyARN?: ARN;
}
export interface AccessScope {
  /** The namespaces, where the type is namespace; * may stand in them. */
  namespaces?: string[];
  /** Whether the rights hold in the whole cluster or in some namespaces. */
  type?: AccessScopeType;
}
export interface Addon {
  /** An IAM policy written here; eksctl attaches it to the role that it makes. */
  attachPolicy?: InlineDocument;
  /** ARNs of IAM policies that eksctl attaches to the role that it makes. */
  attachPolicyARNs?: string[];
  /** The addon's settings as JSON or YAML in one string, as its own schema at EKS has them. */
  configurationValues?: string;
  /** The name that EKS has for the addon, such as vpc-cni. */
  name: string;
  /** Where the addon is installed, if it can be elsewhere than by default. */
  namespaceConfig?: AddonNamespaceConfig;
  /** Only used in a search for addons: who owns them. */
  owners?: string[];
  /** The IAM policy that limits the role that eksctl makes. */
  permissionsBoundary?: string;
  /** Roles for the addon's service accounts, by EKS Pod Identity. */
  podIdentityAssociations?: PodIdentityAssociation[];
  /** Only used in a search for addons: who publishes them. */
  publishers?: string[];
  /** What EKS does with settings in the cluster that are not the addon's own. */
  resolveConflicts?: ResolveConflicts;
  /** An IAM role that is there already, for the addon's service account. */
  serviceAccountRoleARN?: string;
  /** AWS tags that it gets, besides those of metadata.tags. */
  tags?: {
    [k: string]: string;
  };
  /** Only used in a search for addons: what they are for. */
  types?: string[];
  /** Whether eksctl makes the roles that EKS recommends for this addon. */
  useDefaultPodIdentityAssociations?: boolean;
  /** The addon's version, or latest; without it, the one that EKS has as the default for the cluster. */
  version?: string;
  /** Policies that eksctl has ready for well-known controllers. */
  wellKnownPolicies?: WellKnownPolicies;
}
export interface InlineDocument {
  [k: string]: unknown;
}
export interface AddonNamespaceConfig {
  /** The namespace of the addon; it can not be changed later. */
  namespace?: string;
}
export interface PodIdentityAssociation {
  /** Whether eksctl makes the service account too. */
  createServiceAccount?: boolean;
  /** Whether the session has no tags with the names of cluster, namespace and pod. */
  disableSessionTags?: boolean;
  /** The namespace of the service account. */
  namespace?: string;
  /** An IAM policy written here, for the role that eksctl makes. */
  permissionPolicy?: InlineDocument;
  /** ARNs of IAM policies for the role that eksctl makes. */
  permissionPolicyARNs?: string[];
  /** The name of the policy that is written here. */
  permissionPolicyName?: string;
  /** The IAM policy that limits the role that eksctl makes. */
  permissionsBoundaryARN?: string;
  /** A policy in JSON that limits each session. */
  policy?: string;
  /** A role that is there already; eksctl then makes none. */
  roleARN?: string;
  /** The name of the role that eksctl makes. */
  roleName?: string;
  /** The name of the service account. */
  serviceAccountName?: string;
  /** AWS tags that it gets, besides those of metadata.tags. */
  tags?: {
    [k: string]: string;
  };
  /** A role, perhaps of another account, that the first one takes on. */
  targetRoleARN?: string;
  /** Policies that eksctl has ready for well-known controllers. */
  wellKnownPolicies?: WellKnownPolicies;
}
export interface WellKnownPolicies {
  /** Rights for the Cluster Autoscaler. */
  autoScaler?: boolean;
  /** Rights for the AWS Load Balancer Controller. */
  awsLoadBalancerController?: boolean;
  /** Rights for cert-manager, to answer challenges in Route 53. */
  certManager?: boolean;
  /** Rights for the EBS CSI driver. */
  ebsCSIController?: boolean;
  /** Rights for the EFS CSI driver. */
  efsCSIController?: boolean;
  /** Rights for ExternalDNS, to write names into Route 53. */
  externalDNS?: boolean;
  /** Rights to write into ECR. */
  imageBuilder?: boolean;
}
export interface AddonsConfig {
  /** Whether every addon gets the roles that EKS recommends for it. */
  autoApplyPodIdentityAssociations?: boolean;
  /** Whether the cluster begins without vpc-cni, coredns, kube-proxy and metrics-server. */
  disableDefaultAddons?: boolean;
}
export interface AutoModeConfig {
  /** Whether EKS itself makes the nodes, by Auto Mode. */
  enabled?: boolean;
  /** EKS's own node pools that there are; an empty list means none. */
  nodePools?: ('general-purpose' | 'system')[];
  /** An IAM role that is there already, for the nodes of Auto Mode. */
  nodeRoleARN?: ARN;
  /** The IAM policy that limits the role that eksctl makes for these nodes. */
  permissionsBoundaryARN?: ARN;
}
export interface Capability {
  /** EKS's ready-made rights in the cluster for the capability. */
  accessPolicies?: AccessPolicy[];
  /** An IAM policy written here; eksctl attaches it to the role that it makes. */
  attachPolicy?: InlineDocument;
  /** ARNs of IAM policies that eksctl attaches to the role that it makes. */
  attachPolicyARNs?: string[];
  /** Settings of the capability; only Argo CD has some. */
  configuration?: CapabilityConfiguration;
  /** What becomes of what the capability made when it is deleted. */
  deletePropagationPolicy?: string;
  /** The name of the capability in the cluster. */
  name: string;
  /** The IAM policy that limits the role that eksctl makes. */
  permissionsBoundary?: string;
  /** An IAM role that is there already; without it, eksctl makes one. */
  roleArn?: string;
  /** AWS tags that it gets, besides those of metadata.tags. */
  tags?: {
    [k: string]: string;
  };
  /** Which capability it is: one of ACK, ARGOCD and KRO. */
  type: string;
}
export interface CapabilityConfiguration {
  /** Settings of Argo CD, which it needs. */
  argocd?: ArgoCDConfiguration;
}
export interface ArgoCDConfiguration {
  /** The IAM Identity Center by which people log in. */
  awsIdc?: ArgoCDAWSIDC;
  /** The namespace in which Argo CD looks for its objects. */
  namespace?: string;
  /** From where people reach Argo CD. */
  networkAccess?: ArgoCDNetworkAccess;
  /** Which people have which role of Argo CD. */
  rbacRoleMappings?: ArgoCDRoleMapping[];
}
export interface ArgoCDAWSIDC {
  /** The instance of IAM Identity Center that knows the users. */
  idcInstanceArn: string;
  /** The region of this instance, where it is another one. */
  idcRegion?: string;
}
export interface ArgoCDNetworkAccess {
  /** VPC endpoints from which alone Argo CD is reached. */
  vpceIds?: string[];
}
export interface ArgoCDRoleMapping {
  /** The users and groups that have the role. */
  identities: SSOIdentity[];
  /** The role of Argo CD. */
  role: string;
}
export interface SSOIdentity {
  /** The id of the user or group in IAM Identity Center. */
  id: string;
  /** Whether it is a user or a group. */
  type: string;
}
export interface ClusterCloudWatch {
  /** What the control plane writes into CloudWatch, which costs money. */
  clusterLogging?: ClusterCloudWatchLogging;
}
export interface ClusterCloudWatchLogging {
  /** Which logs are written; * and all stand for all of them. */
  enableTypes?: (
    'api' | 'audit' | 'authenticator' | 'controllerManager' | 'scheduler' | 'all' | '*'
  )[];
  /** After how many days they are deleted; without it, never. */
  logRetentionInDays?:
    1 | 3 | 5 | 7 | 14 | 30 | 60 | 90 | 120 | 150 | 180 | 365 | 400 | 545 | 731 | 1827 | 3653;
}
export interface ControlPlaneScalingConfig {
  /** The size that EKS keeps ready for the control plane; larger ones cost more. */
  tier?: string;
}
export interface FargateProfile {
  /** The name of the profile. */
  name: string;
  /** A role that is there already, with which Fargate starts these pods. */
  podExecutionRoleARN?: string;
  /** Which pods run on Fargate; one selector must fit. */
  selectors?: FargateProfileSelector[];
  /** How far EKS is with the profile; eksctl writes this itself. */
  status?: string;
  /** The private subnets in which the pods run. */
  subnets?: string[];
  /** AWS tags that it gets, besides those of metadata.tags. */
  tags?: {
    [k: string]: string;
  };
}
export interface FargateProfileSelector {
  /** Labels that a pod must have, all of them. */
  labels?: {
    [k: string]: string;
  };
  /** The namespace of the pods. */
  namespace: string;
}
export interface GitOps {
  /** How Flux is installed. */
  flux?: Flux;
}
export interface Flux {
  /** Flags of flux bootstrap, without their dashes. */
  flags?: FluxFlags;
  /** Where the Git repository is, as flux bootstrap calls it. */
  gitProvider?: string;
}
export interface FluxFlags {
  [k: string]: string;
}
export interface ClusterIAM {
  /** A role that is there already, with which Fargate starts pods. */
  fargatePodExecutionRoleARN?: string;
  /** The IAM policy that limits the role of Fargate that eksctl makes. */
  fargatePodExecutionRolePermissionsBoundary?: string;
  /** Roles for service accounts, by EKS Pod Identity. */
  podIdentityAssociations?: PodIdentityAssociation[];
  /** Roles for service accounts, by the OIDC provider of the cluster. */
  serviceAccounts?: ClusterIAMServiceAccount[];
  /** A role that is there already, for the control plane. */
  serviceRoleARN?: string;
  /** The IAM policy that limits the control plane's role that eksctl makes. */
  serviceRolePermissionsBoundary?: string;
  /** Whether the role of the control plane may manage network interfaces for pods; true by default. */
  vpcResourceControllerPolicy?: boolean;
  /** Whether IAM trusts tokens of the cluster; roles of service accounts need it. */
  withOIDC?: boolean;
}
export interface ClusterIAMServiceAccount {
  /** An IAM policy written here; eksctl attaches it to the role that it makes. */
  attachPolicy?: InlineDocument;
  /** ARNs of IAM policies that eksctl attaches to the role that it makes. */
  attachPolicyARNs?: string[];
  /** A role that is there already; eksctl then makes none. */
  attachRoleARN?: string;
  /** The service account that it is about. */
  metadata?: ClusterIAMMeta;
  /** The IAM policy that limits the role that eksctl makes. */
  permissionsBoundary?: string;
  /** The name of the role that eksctl makes. */
  roleName?: string;
  /** Whether eksctl makes the role and leaves the service account to you. */
  roleOnly?: boolean;
  /** What eksctl found; it writes this itself. */
  status?: ClusterIAMServiceAccountStatus;
  /** Which service accounts may take the role, where it is more than this one. */
  subjectPattern?: string;
  /** AWS tags that it gets, besides those of metadata.tags. */
  tags?: {
    [k: string]: string;
  };
  /** Policies that eksctl has ready for well-known controllers. */
  wellKnownPolicies?: WellKnownPolicies;
}
export interface ClusterIAMMeta {
  /** Annotations of the service account. */
  annotations?: {
    [k: string]: string;
  };
  /** Labels of the service account. */
  labels?: {
    [k: string]: string;
  };
  /** The name of the service account. */
  name?: string;
  /** The namespace of the service account. */
  namespace?: string;
}
export interface ClusterIAMServiceAccountStatus {
  /** What CloudFormation was allowed to make; eksctl writes this itself. */
  capabilities?: string[];
  /** The role that there is; eksctl writes this itself. */
  roleARN?: string;
  /** The CloudFormation stack of the role; eksctl writes this itself. */
  stackName?: string;
  /** The tags of the stack; eksctl writes this itself. */
  tags?: {
    [k: string]: string;
  };
}
export interface IAMIdentityMapping {
  /** An AWS account all of whose principals are users of the cluster. */
  account?: string;
  /** The IAM role or user. */
  arn?: string;
  /** Groups of Kubernetes that it is in. */
  groups?: string[];
  /** The namespace for an AWS service, where serviceName names one. */
  namespace?: string;
  /** Whether an entry for a principal that has one already is refused. */
  noDuplicateARNs?: boolean;
  /** An AWS service that eksctl lets into the cluster, such as emr-containers. */
  serviceName?: string;
  /** The name that Kubernetes knows it by. */
  username?: string;
}
export interface IdentityProvider {
  /** The kind of provider; there is only oidc. */
  type: 'oidc';
  /** The audience that a token must name, which is the client's id at the provider. */
  clientID: string;
  /** The claim of the token that has the user's groups. */
  groupsClaim?: string;
  /** What stands before each group, so that it is not one of another origin. */
  groupsPrefix?: string;
  /** The https address of who issues the tokens. */
  issuerURL: string;
  /** The name of this provider in EKS. */
  name: string;
  /** Claims that a token must have, each with its value. */
  requiredClaims?: {
    [k: string]: string;
  };
  /** AWS tags that it gets, besides those of metadata.tags. */
  tags?: {
    [k: string]: string;
  };
  /** The claim of the token that is the name of the user; sub by default. */
  usernameClaim?: string;
  /** What stands before each user name, so that it is not one of another origin. */
  usernamePrefix?: string;
}
export interface Karpenter {
  /** Whether eksctl makes Karpenter's service account with its role. */
  createServiceAccount?: boolean;
  /** An instance profile that is there already, for the nodes of Karpenter. */
  defaultInstanceProfile?: string;
  /** The version of Karpenter's Helm chart. */
  version: string;
  /** Whether Karpenter hears of spot instances that AWS takes back. */
  withSpotInterruptionQueue?: boolean;
}
export interface KubeAPIServerConfig {
  /** How long Kubernetes keeps its events. */
  eventTTL?: string;
  /** From which ports node ports are taken. */
  serviceNodePortRange?: ServiceNodePortRange;
}
export interface ServiceNodePortRange {
  /** The last port. */
  maxPort?: number;
  /** The first port. */
  minPort?: number;
}
export interface KubeControllerManagerConfig {
  /** Settings of the horizontal autoscaler. */
  horizontalPodAutoscalerControllerConfig?: HorizontalPodAutoscalerControllerConfig;
  /** Settings of what removes pods that have ended. */
  podGCControllerConfig?: PodGCControllerConfig;
}
export interface HorizontalPodAutoscalerControllerConfig {
  /** How often the horizontal autoscaler looks at its pods. */
  horizontalPodAutoscalerSyncPeriod?: string;
}
export interface PodGCControllerConfig {
  /** With more ended pods than this, the oldest are removed. */
  terminatedPodGCThreshold?: number;
}
export interface KubeSchedulerConfig {
  /** How the scheduler compares nodes by what is free on them. */
  nodeResourcesFit?: NodeResourcesFitConfig;
}
export interface NodeResourcesFitConfig {
  /** What makes one node better than another. */
  scoringStrategy?: ScoringStrategy;
}
export interface ScoringStrategy {
  /** Which resources count, and how much. */
  resources?: ResourceWeight[];
  /** Whether fuller or emptier nodes are better. */
  type?: string;
}
export interface ResourceWeight {
  /** The resource, such as cpu. */
  name?: string;
  /** How much it counts. */
  weight?: number;
}
export interface KubernetesNetworkConfig {
  /** Whether pods and Services have IPv4 or IPv6 addresses. */
  ipFamily?: 'IPv4' | 'IPv6';
  /** The IPv4 addresses of Services. */
  serviceIPv4CIDR?: string;
  /** The IPv6 addresses of Services, which EKS chooses. */
  serviceIPv6CIDR?: string;
}
export interface ManagedNodeGroup {
  /** More EBS volumes for each node, besides the one of its system. */
  additionalVolumes?: VolumeMapping[];
  /** The image's id, or how eksctl finds it; an id needs amiFamily too. */
  ami?: string;
  /** The operating system of the nodes. */
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
  /** Processes of the Auto Scaling group that are switched off. */
  asgSuspendProcesses?: (
    | 'Launch'
    | 'Terminate'
    | 'AddToLoadBalancer'
    | 'AlarmNotification'
    | 'AZRebalance'
    | 'HealthCheck'
    | 'InstanceRefresh'
    | 'ReplaceUnhealthy'
    | 'ScheduledActions'
  )[];
  /** The zones in which nodes may be; each needs a subnet. */
  availabilityZones?: string[];
  /** Settings for nodes with Bottlerocket. */
  bottlerocket?: NodeGroupBottlerocket;
  /** Which On-Demand capacity that you reserved the nodes use. */
  capacityReservation?: CapacityReservation;
  /** How many nodes there are at first; later, scaling changes it. */
  desiredCapacity?: number;
  /** Whether the metadata service of EC2 answers version 2 alone, which is so by default. */
  disableIMDSv1?: boolean;
  /** Whether pods that are not on the network of the node are kept from its metadata, and so from its role. */
  disablePodIMDS?: boolean;
  /** Whether instances of old types get bandwidth for EBS alone. */
  ebsOptimized?: boolean;
  /** Whether nodes get Elastic Fabric Adapters, EC2's network for computing clusters. */
  efaEnabled?: boolean;
  /** Whether CloudWatch gets a metric each minute, which costs money. */
  enableDetailedMonitoring?: boolean;
  /** The nodes' IAM role, or what eksctl puts into the one that it makes. */
  iam?: NodeGroupIAM;
  /** How the instances are bought. */
  instanceMarketOptions?: InstanceMarketOptions;
  /** The value of the Name tag of each instance. */
  instanceName?: string;
  /** What stands before the name of each instance. */
  instancePrefix?: string;
  /** What instances must have, in place of their types: eksctl picks the types. */
  instanceSelector?: InstanceSelector;
  /** EC2's type of the nodes; several types stand in another key. */
  instanceType?: string;
  /** Types of EC2 that the nodes may have, the one most wanted first. */
  instanceTypes?: string[];
  /** Kubernetes labels of the nodes; those of Kubernetes' own prefixes are refused by the kubelet. */
  labels?: {
    [k: string]: string;
  };
  /** A launch template of yours, which takes the place of many keys here. */
  launchTemplate?: LaunchTemplate;
  /** How many pods the kubelet takes at most; without it, as many as the type has addresses for. */
  maxPodsPerNode?: number;
  /** The most nodes that scaling may make. */
  maxSize?: number;
  /** The fewest nodes that scaling leaves. */
  minSize?: number;
  /** The name of the node group, which no other one of the cluster has. */
  name: string;
  /** Whether and how EKS replaces nodes that are not healthy. */
  nodeRepairConfig?: NodeGroupNodeRepairConfig;
  /** The Outpost on which the nodes are. */
  outpostARN?: string;
  /** A script that takes the place of eksctl's own start of the node; with a custom image. */
  overrideBootstrapCommand?: string;
  /** Where EC2 puts the instances relative to each other. */
  placement?: Placement;
  /** Shell commands that each node runs before it joins the cluster. */
  preBootstrapCommands?: string[];
  /** Whether the nodes are in private subnets and have no public address. */
  privateNetworking?: boolean;
  /** Whether labels and taints also become tags of the Auto Scaling group, where the Cluster Autoscaler reads them. */
  propagateASGTags?: boolean;
  /** The version of EKS's image; without it, the newest one for the cluster. */
  releaseVersion?: string;
  /** The nodes' security groups. */
  securityGroups?: NodeGroupSGs;
  /** Whether the nodes are spot instances, which are cheaper and may be taken back. */
  spot?: boolean;
  /** Whether and how people log in to the nodes. */
  ssh?: NodeGroupSSH;
  /** The subnets of the nodes, by their id or their name in vpc.subnets. */
  subnets?: string[];
  /** AWS tags of the instances and of what belongs to them, besides those of metadata.tags. */
  tags?: {
    [k: string]: string;
  };
  /** Taints of the nodes: pods without a toleration keep away. */
  taints?: NodeGroupTaint[];
  /** How many nodes are replaced at once in an update. */
  updateConfig?: NodeGroupUpdateConfig;
  /** Whether the volume is encrypted. */
  volumeEncrypted?: boolean;
  /** I/O operations a second that the volume is made for; only gp3, io1 and io2 take it. */
  volumeIOPS?: number;
  /** The KMS key of the encryption; without it, the key of EBS in your account. */
  volumeKmsKeyID?: string;
  /** The volume's device name, such as /dev/xvda. */
  volumeName?: string;
  /** The volume's size in GiB. */
  volumeSize?: number;
  /** MiB a second that the volume is made for; only gp3 takes it. */
  volumeThroughput?: number;
  /** EBS's type of volume. */
  volumeType?: 'gp2' | 'gp3' | 'io1' | 'io2' | 'sc1' | 'st1';
  /** How long a node remembers idle connections. */
  connectionTracking?: ConnectionTracking;
}
export interface VolumeMapping {
  /** A snapshot that the volume is made of. */
  snapshotID?: string;
  /** Whether the volume is encrypted. */
  volumeEncrypted?: boolean;
  /** I/O operations a second that the volume is made for; only gp3, io1 and io2 take it. */
  volumeIOPS?: number;
  /** The KMS key of the encryption; without it, the key of EBS in your account. */
  volumeKmsKeyID?: string;
  /** The volume's device name, such as /dev/xvda. */
  volumeName?: string;
  /** The volume's size in GiB. */
  volumeSize?: number;
  /** MiB a second that the volume is made for; only gp3 takes it. */
  volumeThroughput?: number;
  /** EBS's type of volume. */
  volumeType?: 'gp2' | 'gp3' | 'io1' | 'io2' | 'sc1' | 'st1';
}
export interface NodeGroupBottlerocket {
  /** Whether Bottlerocket's container for people who log in runs. */
  enableAdminContainer?: boolean;
  /** Bottlerocket's own settings. */
  settings?: InlineDocument;
}
export interface CapacityReservation {
  /** Whether the nodes use any open reservation that fits, or none. */
  capacityReservationPreference?: 'open' | 'none';
  /** The one reservation that the nodes use. */
  capacityReservationTarget?: CapacityReservationTarget;
}
export interface CapacityReservationTarget {
  /** The id of the reservation. */
  capacityReservationID?: string;
  /** The resource group of reservations. */
  capacityReservationResourceGroupARN?: string;
}
export interface NodeGroupIAM {
  /** An IAM policy written here; eksctl attaches it to the role that it makes. */
  attachPolicy?: InlineDocument;
  /** ARNs of IAM policies that eksctl attaches to the role that it makes. */
  attachPolicyARNs?: string[];
  /** An instance profile that is there already. */
  instanceProfileARN?: string;
  /** A role that is there already, for the nodes. */
  instanceRoleARN?: string;
  /** The name of the role that eksctl makes. */
  instanceRoleName?: string;
  /** The IAM policy that limits the role that eksctl makes. */
  instanceRolePermissionsBoundary?: string;
  /** Rights for well-known programs; every pod on the nodes has them too. */
  withAddonPolicies?: NodeGroupIAMAddonPolicies;
}
export interface NodeGroupIAMAddonPolicies {
  /** An older name of awsLoadBalancerController. */
  albIngress?: boolean;
  /** Rights for App Mesh. */
  appMesh?: boolean;
  /** Rights for App Mesh's preview. */
  appMeshPreview?: boolean;
  /** Rights for the Cluster Autoscaler. */
  autoScaler?: boolean;
  /** Rights for the AWS Load Balancer Controller. */
  awsLoadBalancerController?: boolean;
  /** Rights for cert-manager, to answer challenges in Route 53. */
  certManager?: boolean;
  /** Rights to write metrics and logs to CloudWatch. */
  cloudWatch?: boolean;
  /** Rights for the EBS CSI driver. */
  ebs?: boolean;
  /** Rights for the EFS CSI driver. */
  efs?: boolean;
  /** Rights for ExternalDNS, to write names into Route 53. */
  externalDNS?: boolean;
  /** Rights for the FSx CSI driver. */
  fsx?: boolean;
  /** Rights to write into ECR. */
  imageBuilder?: boolean;
  /** Rights to send traces to X-Ray. */
  xRay?: boolean;
}
export interface InstanceMarketOptions {
  /** capacity-block, for capacity that you bought for a time. */
  marketType?: 'capacity-block';
}
export interface InstanceSelector {
  /** A regular expression that types must match. */
  allow?: string;
  /** The architecture of the processors. */
  cpuArchitecture?: 'x86_64' | 'amd64' | 'arm64';
  /** A regular expression that types must not match. */
  deny?: string;
  /** How many GPUs the instances have; 0 excludes them. */
  gpus?: number;
  /** How much memory the instances have, such as 4 or 4GiB. */
  memory?: string;
  /** How many Neuron devices, for machine learning, the instances have. */
  neuron_devices?: number;
  /** How many virtual CPUs the instances have. */
  vCPUs?: number;
}
export interface LaunchTemplate {
  /** The id of the launch template. */
  id: string;
  /** Its version; without it, the default one. */
  version?: string;
}
export interface NodeGroupNodeRepairConfig {
  /** Whether EKS repairs nodes. */
  enabled?: boolean;
  /** How many nodes are repaired at once at most. */
  maxParallelNodesRepairedCount?: number;
  /** How many percent of the unhealthy nodes are repaired at once at most. */
  maxParallelNodesRepairedPercentage?: number;
  /** With more unhealthy nodes than this, EKS repairs none. */
  maxUnhealthyNodeThresholdCount?: number;
  /** With more percent of the nodes unhealthy, EKS repairs none. */
  maxUnhealthyNodeThresholdPercentage?: number;
  /** Other repairs for some causes. */
  nodeRepairConfigOverrides?: NodeRepairConfigOverride[];
}
export interface NodeRepairConfigOverride {
  /** Minutes for which EKS waits before this repair. */
  minRepairWaitTimeMins?: number;
  /** The condition of the node that it is for. */
  nodeMonitoringCondition?: string;
  /** The reason in this condition that it is for. */
  nodeUnhealthyReason?: string;
  /** What EKS does with the node. */
  repairAction?: string;
}
export interface Placement {
  /** A placement group that is there already. */
  groupName?: string;
  /** Over what machines on an Outpost are spread. */
  spreadLevel?: string;
}
export interface NodeGroupSGs {
  /** Security groups that are there already. */
  attachIDs?: string[];
  /** Whether there is a security group of this node group alone; true by default. */
  withLocal?: boolean;
  /** Whether the nodes have the security group that all node groups share; true by default. */
  withShared?: boolean;
}
export interface NodeGroupSSH {
  /** Whether port 22 is open and a public key lies on the nodes. */
  allow?: boolean;
  /** Whether nodes can be reached by Session Manager; they can by now in any case. */
  enableSsm?: boolean;
  /** The public key itself. */
  publicKey?: string;
  /** The name of a key pair in EC2. */
  publicKeyName?: string;
  /** A file with the public key. */
  publicKeyPath?: string;
  /** Security groups from which alone port 22 is reached. */
  sourceSecurityGroupIds?: string[];
}
export interface NodeGroupTaint {
  /** What happens to pods without a toleration. */
  effect?: TaintEffect;
  /** The first part of the taint; a toleration names it. */
  key?: string;
  /** The second part of the taint; it may be empty. */
  value?: string;
}
export interface NodeGroupUpdateConfig {
  /** How many nodes may be away at once in an update. */
  maxUnavailable?: number;
  /** How many percent of the nodes may be away at once in an update. */
  maxUnavailablePercentage?: number;
}
export interface ConnectionTracking {
  /** Seconds for which an idle TCP connection is remembered. */
  tcpEstablishedTimeout?: number;
  /** Seconds for which a UDP stream that went both ways is remembered. */
  udpStreamTimeout?: number;
  /** Seconds for which a UDP packet that went one way is remembered. */
  udpTimeout?: number;
}
export interface ClusterMeta {
  /** Notes of your own; nothing in the cluster has them. */
  annotations?: {
    [k: string]: string;
  };
  /** Whether an upgrade goes on where EKS's own checks warn. */
  forceUpdateVersion?: boolean;
  /** The name of the cluster in EKS, which can not be changed. */
  name: string;
  /** AWS's region of the cluster. */
  region: string;
  /** When an update of the Kubernetes version is given up. */
  rollbackConfig?: RollbackConfig;
  /** AWS tags of all that eksctl makes for the cluster. */
  tags?: {
    [k: string]: string;
  };
  /** The Kubernetes minor version, in quotes. */
  version?: string;
}
export interface RollbackConfig {
  /** Minutes after which an update that is not done is given up, from 120 to 10080; 720 by default. */
  timeoutMinutes?: number;
}
export interface NodeGroup {
  /** More EBS volumes for each node, besides the one of its system. */
  additionalVolumes?: VolumeMapping[];
  /** The image's id, or how eksctl finds it; an id needs amiFamily too. */
  ami?: string;
  /** The operating system of the nodes. */
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
  /** Which metrics of the Auto Scaling group go to CloudWatch. */
  asgMetricsCollection?: MetricsCollection[];
  /** Processes of the Auto Scaling group that are switched off. */
  asgSuspendProcesses?: (
    | 'Launch'
    | 'Terminate'
    | 'AddToLoadBalancer'
    | 'AlarmNotification'
    | 'AZRebalance'
    | 'HealthCheck'
    | 'InstanceRefresh'
    | 'ReplaceUnhealthy'
    | 'ScheduledActions'
  )[];
  /** The zones in which nodes may be; each needs a subnet. */
  availabilityZones?: string[];
  /** Settings for nodes with Bottlerocket. */
  bottlerocket?: NodeGroupBottlerocket;
  /** Which On-Demand capacity that you reserved the nodes use. */
  capacityReservation?: CapacityReservation;
  /** Classic load balancers that the nodes are behind. */
  classicLoadBalancerNames?: string[];
  /** The address of the cluster's DNS, where pods do not use the usual one. */
  clusterDNS?: string;
  /** The program that runs containers. */
  containerRuntime?: 'containerd' | 'dockerd' | 'docker';
  /** Whether instances of a T type may use more CPU than they have saved up, for money. */
  cpuCredits?: 'standard' | 'unlimited' | 'STANDARD' | 'UNLIMITED';
  /** How many nodes there are at first; later, scaling changes it. */
  desiredCapacity?: number;
  /** Whether the metadata service of EC2 answers version 2 alone, which is so by default. */
  disableIMDSv1?: boolean;
  /** Whether pods that are not on the network of the node are kept from its metadata, and so from its role. */
  disablePodIMDS?: boolean;
  /** Whether instances of old types get bandwidth for EBS alone. */
  ebsOptimized?: boolean;
  /** Whether nodes get Elastic Fabric Adapters, EC2's network for computing clusters. */
  efaEnabled?: boolean;
  /** Whether CloudWatch gets a metric each minute, which costs money. */
  enableDetailedMonitoring?: boolean;
  /** Whether the instances can have Nitro enclaves. */
  enclaveEnabled?: boolean;
  /** The nodes' IAM role, or what eksctl puts into the one that it makes. */
  iam?: NodeGroupIAM;
  /** How the instances are bought. */
  instanceMarketOptions?: InstanceMarketOptions;
  /** The value of the Name tag of each instance. */
  instanceName?: string;
  /** What stands before the name of each instance. */
  instancePrefix?: string;
  /** What instances must have, in place of their types: eksctl picks the types. */
  instanceSelector?: InstanceSelector;
  /** EC2's type of the nodes; several types stand in another key. */
  instanceType?: string;
  /** Several types, and how many of the nodes are spot instances. */
  instancesDistribution?: NodeGroupInstancesDistribution;
  /** More settings of the kubelet, as its own file has them. */
  kubeletExtraConfig?: InlineDocument;
  /** Kubernetes labels of the nodes; those of Kubernetes' own prefixes are refused by the kubelet. */
  labels?: {
    [k: string]: string;
  };
  /** Local Zones in which the nodes are. */
  localZones?: string[];
  /** Seconds after which EC2 replaces each instance, a day at least. */
  maxInstanceLifetime?: number;
  /** How many pods the kubelet takes at most; without it, as many as the type has addresses for. */
  maxPodsPerNode?: number;
  /** The most nodes that scaling may make. */
  maxSize?: number;
  /** The fewest nodes that scaling leaves. */
  minSize?: number;
  /** The name of the node group, which no other one of the cluster has. */
  name: string;
  /** The Outpost on which the nodes are. */
  outpostARN?: string;
  /** A script that takes the place of eksctl's own start of the node; with a custom image. */
  overrideBootstrapCommand?: string;
  /** Where EC2 puts the instances relative to each other. */
  placement?: Placement;
  /** Shell commands that each node runs before it joins the cluster. */
  preBootstrapCommands?: string[];
  /** Whether the nodes are in private subnets and have no public address. */
  privateNetworking?: boolean;
  /** Whether labels and taints also become tags of the Auto Scaling group, where the Cluster Autoscaler reads them. */
  propagateASGTags?: boolean;
  /** The nodes' security groups. */
  securityGroups?: NodeGroupSGs;
  /** Whether and how people log in to the nodes. */
  ssh?: NodeGroupSSH;
  /** The subnets of the nodes, by their id or their name in vpc.subnets. */
  subnets?: string[];
  /** AWS tags of the instances and of what belongs to them, besides those of metadata.tags. */
  tags?: {
    [k: string]: string;
  };
  /** Taints of the nodes: pods without a toleration keep away. */
  taints?: TaintsWrapper;
  /** Target groups of load balancers that the nodes are in. */
  targetGroupARNs?: string[];
  /** How many nodes are replaced at once in an update. */
  updateConfig?: NodeGroupUpdateConfig;
  /** Whether the volume is encrypted. */
  volumeEncrypted?: boolean;
  /** I/O operations a second that the volume is made for; only gp3, io1 and io2 take it. */
  volumeIOPS?: number;
  /** The KMS key of the encryption; without it, the key of EBS in your account. */
  volumeKmsKeyID?: string;
  /** The volume's device name, such as /dev/xvda. */
  volumeName?: string;
  /** The volume's size in GiB. */
  volumeSize?: number;
  /** MiB a second that the volume is made for; only gp3 takes it. */
  volumeThroughput?: number;
  /** EBS's type of volume. */
  volumeType?: 'gp2' | 'gp3' | 'io1' | 'io2' | 'sc1' | 'st1';
  /** How long a node remembers idle connections. */
  connectionTracking?: ConnectionTracking;
}
export interface MetricsCollection {
  /** How often the metrics are written; there is only 1Minute. */
  granularity: '1Minute';
  /** Which metrics of the Auto Scaling group are written; without it, all. */
  metrics?: string[];
}
export interface NodeGroupInstancesDistribution {
  /** Whether a spot instance that is at risk is replaced before it is taken back. */
  capacityRebalance?: boolean;
  /** Types of EC2 that the nodes may have. */
  instanceTypes: string[];
  /** The most dollars an hour for a spot instance; without it, the On-Demand price. */
  maxPrice?: number;
  /** How many nodes are On-Demand instances in any case. */
  onDemandBaseCapacity?: number;
  /** How many percent of the others are On-Demand instances. */
  onDemandPercentageAboveBaseCapacity?: number;
  /** By what EC2 chooses among the types. */
  spotAllocationStrategy?:
    | 'lowest-price'
    | 'diversified'
    | 'capacity-optimized'
    | 'capacity-optimized-prioritized'
    | 'price-capacity-optimized';
  /** Among how many of the cheapest pools; only with lowest-price. */
  spotInstancePools?: number;
}
export interface Outpost {
  /** EC2's type of the control plane's machines. */
  controlPlaneInstanceType?: string;
  /** The Outpost on which the control plane is. */
  controlPlaneOutpostARN?: string;
  /** Where on the Outpost these machines are. */
  controlPlanePlacement?: Placement;
  /** EC2's type of etcd's machines. */
  etcdInstanceType?: string;
  /** Where on the Outpost etcd's machines are. */
  etcdPlacement?: Placement;
}
export interface PrivateCluster {
  /** More AWS services that get a VPC endpoint. */
  additionalEndpointServices?: ('cloudformation' | 'autoscaling' | 'logs')[];
  /** Whether the cluster has no way to the internet. */
  enabled?: boolean;
  /** Whether you make the VPC endpoints yourself. */
  skipEndpointCreation?: boolean;
}
export interface RemoteNetworkConfig {
  /** How machines outside of AWS get credentials of AWS. */
  iam?: RemoteNodesIAM;
  /** The networks of the machines. */
  remoteNodeNetworks: RemoteNetwork[];
  /** The networks of the pods on these machines. */
  remotePodNetworks?: RemoteNetwork[];
  /** The transit or virtual private gateway to these networks. */
  vpcGatewayID?: VPCGateway;
}
export interface RemoteNodesIAM {
  /** The certificate of who signs for the machines; only with IAM Roles Anywhere. */
  caBundleCert?: string;
  /** By what machines get credentials: Systems Manager or IAM Roles Anywhere. */
  provider?: 'ssm' | 'ira' | 'SSM' | 'IRA';
  /** A role that is there already, for the machines. */
  roleARN?: string;
}
export interface RemoteNetwork {
  /** The addresses of the network. */
  cidrs?: string[];
}
export interface SecretsEncryption {
  /** The KMS key. */
  keyARN: string;
}
export interface UpgradePolicy {
  /** Whether EKS upgrades the cluster then, or keeps its version for more money. */
  supportType?: 'STANDARD' | 'EXTENDED';
}
export interface ClusterVPC {
  /** Whether subnets get IPv6 addresses too. */
  autoAllocateIPv6?: boolean;
  /** The IPv4 addresses of the VPC. */
  cidr?: IPNet;
  /** From where the API server is reached. */
  clusterEndpoints?: ClusterEndpoints;
  /** Which way the traffic of the control plane takes out of it. */
  controlPlaneEgressMode?: 'AWS_MANAGED' | 'CUSTOMER_ROUTED';
  /** Whether the control plane's network interfaces are in private subnets alone. */
  controlPlaneOnPrivateSubnets?: boolean;
  /** More security groups for the network interfaces of the control plane. */
  controlPlaneSecurityGroupIDs?: string[];
  /** The subnets of the network interfaces of the control plane. */
  controlPlaneSubnetIDs?: string[];
  /** More addresses that may reach the API server within the VPC. */
  extraCIDRs?: string[];
  /** More IPv6 addresses that may reach the API server within the VPC. */
  extraIPv6CIDRs?: string[];
  /** Whether an instance is called by its address or by its id. */
  hostnameType?: 'ip-name' | 'resource-name';
  /** A VPC that is there already. */
  id?: string;
  /** The IPv6 addresses of the VPC, out of a pool of yours. */
  ipv6Cidr?: string;
  /** The pool that these IPv6 addresses come from. */
  ipv6Pool?: string;
  /** Whether eksctl writes the rules of the security group that all nodes share; true by default. */
  manageSharedNodeSecurityGroupRules?: boolean;
  /** How private subnets reach the internet. */
  nat?: ClusterNAT;
  /** From which addresses the public API server is reached; without it, from all. */
  publicAccessCIDRs?: string[];
  /** A security group that is there already, for the control plane. */
  securityGroup?: string;
  /** A security group that is there already, which all nodes have. */
  sharedNodeSecurityGroup?: string;
  /** Subnets that are there already, or those that eksctl makes. */
  subnets?: ClusterSubnets;
}
export interface ClusterEndpoints {
  /** Whether the API server is reached from within the VPC. */
  privateAccess?: boolean;
  /** Whether the API server is reached from the internet. */
  publicAccess?: boolean;
}
export interface ClusterNAT {
  /** How many NAT gateways there are: one for each zone, one for all, or none. */
  gateway?: 'HighlyAvailable' | 'Single' | 'Disable';
}
export interface ClusterSubnets {
  /** Subnets without a public address, by a zone or a name of yours. */
  private?: AZSubnetMapping;
  /** Subnets that are reached from the internet, by a zone or a name of yours. */
  public?: AZSubnetMapping;
}
export interface AZSubnetMapping {
  [k: string]: AZSubnetSpec;
}
export interface AZSubnetSpec {
  /** The zone of the subnet, where its name here is not the zone. */
  az?: string;
  /** The addresses of the subnet; with an id, they must be what it has. */
  cidr?: IPNet;
  /** A subnet that is there already. */
  id?: string;
}
export interface ZonalShiftConfig {
  /** Whether AWS may do so. */
  enabled?: boolean;
}
export interface OIDCIdentityProvider {
  /** The audience that a token must name, which is the client's id at the provider. */
  clientID: string;
  /** The claim of the token that has the user's groups. */
  groupsClaim?: string;
  /** What stands before each group, so that it is not one of another origin. */
  groupsPrefix?: string;
  /** The https address of who issues the tokens. */
  issuerURL: string;
  /** The name of this provider in EKS. */
  name: string;
  /** Claims that a token must have, each with its value. */
  requiredClaims?: {
    [k: string]: string;
  };
  /** AWS tags that it gets, besides those of metadata.tags. */
  tags?: {
    [k: string]: string;
  };
  /** The claim of the token that is the name of the user; sub by default. */
  usernameClaim?: string;
  /** What stands before each user name, so that it is not one of another origin. */
  usernamePrefix?: string;
}

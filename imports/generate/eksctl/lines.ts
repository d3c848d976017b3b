type Lines = Readonly<Record<string, string>>;

const tags: Lines = { tags: 'AWS tags that it gets, besides those of metadata.tags.' };

const attached: Lines = {
  attachPolicy: 'An IAM policy written here; eksctl attaches it to the role that it makes.',
  attachPolicyARNs: 'ARNs of IAM policies that eksctl attaches to the role that it makes.',
};

const wellKnown: Lines = {
  wellKnownPolicies: 'Policies that eksctl has ready for well-known controllers.',
};

const taint: Lines = {
  key: 'The first part of the taint; a toleration names it.',
  value: 'The second part of the taint; it may be empty.',
  effect: 'What happens to pods without a toleration.',
};

const volume: Lines = {
  volumeEncrypted: 'Whether the volume is encrypted.',
  volumeIOPS: 'I/O operations a second that the volume is made for; only gp3, io1 and io2 take it.',
  volumeKmsKeyID: 'The KMS key of the encryption; without it, the key of EBS in your account.',
  volumeName: "The volume's device name, such as /dev/xvda.",
  volumeSize: "The volume's size in GiB.",
  volumeThroughput: 'MiB a second that the volume is made for; only gp3 takes it.',
  volumeType: "EBS's type of volume.",
};

const nodeGroup: Lines = {
  ...volume,
  additionalVolumes: 'More EBS volumes for each node, besides the one of its system.',
  ami: "The image's id, or how eksctl finds it; an id needs amiFamily too.",
  amiFamily: 'The operating system of the nodes.',
  asgSuspendProcesses: 'Processes of the Auto Scaling group that are switched off.',
  availabilityZones: 'The zones in which nodes may be; each needs a subnet.',
  bottlerocket: 'Settings for nodes with Bottlerocket.',
  capacityReservation: 'Which On-Demand capacity that you reserved the nodes use.',
  connectionTracking: 'How long a node remembers idle connections.',
  desiredCapacity: 'How many nodes there are at first; later, scaling changes it.',
  disableIMDSv1:
    'Whether the metadata service of EC2 answers version 2 alone, which is so by default.',
  disablePodIMDS:
    'Whether pods that are not on the network of the node are kept from its metadata, and so from its role.',
  ebsOptimized: 'Whether instances of old types get bandwidth for EBS alone.',
  efaEnabled: "Whether nodes get Elastic Fabric Adapters, EC2's network for computing clusters.",
  enableDetailedMonitoring: 'Whether CloudWatch gets a metric each minute, which costs money.',
  iam: "The nodes' IAM role, or what eksctl puts into the one that it makes.",
  instanceMarketOptions: 'How the instances are bought.',
  instanceName: 'The value of the Name tag of each instance.',
  instancePrefix: 'What stands before the name of each instance.',
  instanceSelector: 'What instances must have, in place of their types: eksctl picks the types.',
  instanceType: "EC2's type of the nodes; several types stand in another key.",
  labels:
    "Kubernetes labels of the nodes; those of Kubernetes' own prefixes are refused by the kubelet.",
  maxPodsPerNode:
    'How many pods the kubelet takes at most; without it, as many as the type has addresses for.',
  maxSize: 'The most nodes that scaling may make.',
  minSize: 'The fewest nodes that scaling leaves.',
  name: 'The name of the node group, which no other one of the cluster has.',
  outpostARN: 'The Outpost on which the nodes are.',
  overrideBootstrapCommand:
    "A script that takes the place of eksctl's own start of the node; with a custom image.",
  placement: 'Where EC2 puts the instances relative to each other.',
  preBootstrapCommands: 'Shell commands that each node runs before it joins the cluster.',
  privateNetworking: 'Whether the nodes are in private subnets and have no public address.',
  propagateASGTags:
    'Whether labels and taints also become tags of the Auto Scaling group, where the Cluster Autoscaler reads them.',
  securityGroups: "The nodes' security groups.",
  ssh: 'Whether and how people log in to the nodes.',
  subnets: 'The subnets of the nodes, by their id or their name in vpc.subnets.',
  tags: 'AWS tags of the instances and of what belongs to them, besides those of metadata.tags.',
  taints: 'Taints of the nodes: pods without a toleration keep away.',
  updateConfig: 'How many nodes are replaced at once in an update.',
};

const identityProvider: Lines = {
  clientID: "The audience that a token must name, which is the client's id at the provider.",
  groupsClaim: "The claim of the token that has the user's groups.",
  groupsPrefix: 'What stands before each group, so that it is not one of another origin.',
  issuerURL: 'The https address of who issues the tokens.',
  name: 'The name of this provider in EKS.',
  requiredClaims: 'Claims that a token must have, each with its value.',
  ...tags,
  usernameClaim: 'The claim of the token that is the name of the user; sub by default.',
  usernamePrefix: 'What stands before each user name, so that it is not one of another origin.',
};

/** What each key of a ClusterConfig is for, in one line of our own: by the definition and the key of eksctl's schema. */
export const lines: Readonly<Record<string, Lines>> = {
  AZSubnetSpec: {
    az: 'The zone of the subnet, where its name here is not the zone.',
    cidr: 'The addresses of the subnet; with an id, they must be what it has.',
    id: 'A subnet that is there already.',
  },
  AccessConfig: {
    accessEntries: 'Who may do what in the cluster, each by an IAM principal.',
    authenticationMode:
      'Where EKS looks who somebody is: access entries, the ConfigMap aws-auth, or both.',
    bootstrapClusterCreatorAdminPermissions:
      'Whether who makes the cluster is its administrator; true by default.',
  },
  AccessEntry: {
    accessPolicies: "EKS's ready-made rights for this principal.",
    kubernetesGroups: 'Groups of Kubernetes that the principal is in; role bindings name them.',
    kubernetesUsername: 'The name that Kubernetes knows the principal by.',
    principalARN: 'The IAM role or user.',
    type: 'Whether it stands for people and programs, which is STANDARD, or for nodes.',
  },
  AccessPolicy: {
    accessScope: 'Where the rights hold.',
    policyARN: "The ARN of one of EKS's access policies, such as AmazonEKSViewPolicy.",
  },
  AccessScope: {
    namespaces: 'The namespaces, where the type is namespace; * may stand in them.',
    type: 'Whether the rights hold in the whole cluster or in some namespaces.',
  },
  Addon: {
    ...attached,
    configurationValues:
      "The addon's settings as JSON or YAML in one string, as its own schema at EKS has them.",
    name: 'The name that EKS has for the addon, such as vpc-cni.',
    namespaceConfig: 'Where the addon is installed, if it can be elsewhere than by default.',
    owners: 'Only used in a search for addons: who owns them.',
    permissionsBoundary: 'The IAM policy that limits the role that eksctl makes.',
    podIdentityAssociations: "Roles for the addon's service accounts, by EKS Pod Identity.",
    publishers: 'Only used in a search for addons: who publishes them.',
    resolveConflicts: "What EKS does with settings in the cluster that are not the addon's own.",
    serviceAccountRoleARN: "An IAM role that is there already, for the addon's service account.",
    ...tags,
    types: 'Only used in a search for addons: what they are for.',
    useDefaultPodIdentityAssociations:
      'Whether eksctl makes the roles that EKS recommends for this addon.',
    version:
      "The addon's version, or latest; without it, the one that EKS has as the default for the cluster.",
    ...wellKnown,
  },
  AddonNamespaceConfig: { namespace: 'The namespace of the addon; it can not be changed later.' },
  AddonsConfig: {
    autoApplyPodIdentityAssociations:
      'Whether every addon gets the roles that EKS recommends for it.',
    disableDefaultAddons:
      'Whether the cluster begins without vpc-cni, coredns, kube-proxy and metrics-server.',
  },
  ArgoCDAWSIDC: {
    idcInstanceArn: 'The instance of IAM Identity Center that knows the users.',
    idcRegion: 'The region of this instance, where it is another one.',
  },
  ArgoCDConfiguration: {
    awsIdc: 'The IAM Identity Center by which people log in.',
    namespace: 'The namespace in which Argo CD looks for its objects.',
    networkAccess: 'From where people reach Argo CD.',
    rbacRoleMappings: 'Which people have which role of Argo CD.',
  },
  ArgoCDNetworkAccess: { vpceIds: 'VPC endpoints from which alone Argo CD is reached.' },
  ArgoCDRoleMapping: {
    identities: 'The users and groups that have the role.',
    role: 'The role of Argo CD.',
  },
  AutoModeConfig: {
    enabled: 'Whether EKS itself makes the nodes, by Auto Mode.',
    nodePools: "EKS's own node pools that there are; an empty list means none.",
    nodeRoleARN: 'An IAM role that is there already, for the nodes of Auto Mode.',
    permissionsBoundaryARN:
      'The IAM policy that limits the role that eksctl makes for these nodes.',
  },
  Capability: {
    accessPolicies: "EKS's ready-made rights in the cluster for the capability.",
    ...attached,
    configuration: 'Settings of the capability; only Argo CD has some.',
    deletePropagationPolicy: 'What becomes of what the capability made when it is deleted.',
    name: 'The name of the capability in the cluster.',
    permissionsBoundary: 'The IAM policy that limits the role that eksctl makes.',
    roleArn: 'An IAM role that is there already; without it, eksctl makes one.',
    ...tags,
    type: 'Which capability it is: one of ACK, ARGOCD and KRO.',
  },
  CapabilityConfiguration: { argocd: 'Settings of Argo CD, which it needs.' },
  CapacityReservation: {
    capacityReservationPreference: 'Whether the nodes use any open reservation that fits, or none.',
    capacityReservationTarget: 'The one reservation that the nodes use.',
  },
  CapacityReservationTarget: {
    capacityReservationID: 'The id of the reservation.',
    capacityReservationResourceGroupARN: 'The resource group of reservations.',
  },
  ClusterCloudWatch: {
    clusterLogging: 'What the control plane writes into CloudWatch, which costs money.',
  },
  ClusterCloudWatchLogging: {
    enableTypes: 'Which logs are written; * and all stand for all of them.',
    logRetentionInDays: 'After how many days they are deleted; without it, never.',
  },
  ClusterConfig: {
    accessConfig: 'Who may do what in the cluster.',
    addons: "EKS's addons, with their versions, settings and roles.",
    addonsConfig: 'What holds for all addons.',
    apiVersion: 'Which version of this format the file has.',
    autoModeConfig: 'EKS Auto Mode, in which AWS makes the nodes.',
    availabilityZones: 'The zones of the cluster, two at least; without it, eksctl picks some.',
    capabilities: 'Argo CD, ACK and kro as EKS runs them itself.',
    cloudWatch: "The control plane's logs.",
    controlPlaneScalingConfig: 'How large the control plane is.',
    fargateProfiles: 'Which pods run on Fargate, without nodes.',
    gitops: 'Flux, which eksctl installs and which then follows a Git repository.',
    iam: "The cluster's roles, and roles for service accounts.",
    iamIdentityMappings: 'Entries of the ConfigMap aws-auth, the older way to say who may do what.',
    identityProviders: 'Who else than IAM may say who somebody is.',
    karpenter: 'Karpenter, which makes nodes as pods need them; eksctl installs it.',
    kind: 'What the file is.',
    kubeAPIServerConfig: 'Settings of the API server.',
    kubeControllerManagerConfig: "Settings of Kubernetes' controllers.",
    kubeSchedulerConfig: 'Settings of the scheduler.',
    kubernetesNetworkConfig: 'The addresses of Services, and whether they are IPv4 or IPv6.',
    localZones: 'Local Zones in which the cluster has subnets too.',
    managedNodeGroups: 'Groups of nodes that EKS updates and repairs for you.',
    metadata: "The cluster's name, region, version and tags.",
    nodeGroups: 'Groups of nodes that eksctl alone makes and that you look after.',
    outpost: 'An AWS Outpost on which the control plane is.',
    privateCluster: 'A cluster without a way to the internet.',
    remoteNetworkConfig: 'Networks outside of AWS whose machines are nodes of the cluster.',
    secretsEncryption: "A KMS key of yours that encrypts the cluster's Secrets.",
    upgradePolicy: 'What happens when the standard support of its version ends.',
    vpc: 'The network of the cluster.',
    zonalShiftConfig: 'Whether AWS may move traffic away from a zone that fails.',
  },
  ClusterEndpoints: {
    privateAccess: 'Whether the API server is reached from within the VPC.',
    publicAccess: 'Whether the API server is reached from the internet.',
  },
  ClusterIAM: {
    fargatePodExecutionRoleARN: 'A role that is there already, with which Fargate starts pods.',
    fargatePodExecutionRolePermissionsBoundary:
      'The IAM policy that limits the role of Fargate that eksctl makes.',
    podIdentityAssociations: 'Roles for service accounts, by EKS Pod Identity.',
    serviceAccounts: 'Roles for service accounts, by the OIDC provider of the cluster.',
    serviceRoleARN: 'A role that is there already, for the control plane.',
    serviceRolePermissionsBoundary:
      "The IAM policy that limits the control plane's role that eksctl makes.",
    vpcResourceControllerPolicy:
      'Whether the role of the control plane may manage network interfaces for pods; true by default.',
    withOIDC: 'Whether IAM trusts tokens of the cluster; roles of service accounts need it.',
  },
  ClusterIAMMeta: {
    annotations: 'Annotations of the service account.',
    labels: 'Labels of the service account.',
    name: 'The name of the service account.',
    namespace: 'The namespace of the service account.',
  },
  ClusterIAMServiceAccount: {
    ...attached,
    attachRoleARN: 'A role that is there already; eksctl then makes none.',
    metadata: 'The service account that it is about.',
    permissionsBoundary: 'The IAM policy that limits the role that eksctl makes.',
    roleName: 'The name of the role that eksctl makes.',
    roleOnly: 'Whether eksctl makes the role and leaves the service account to you.',
    status: 'What eksctl found; it writes this itself.',
    subjectPattern: 'Which service accounts may take the role, where it is more than this one.',
    ...tags,
    ...wellKnown,
  },
  ClusterIAMServiceAccountStatus: {
    capabilities: 'What CloudFormation was allowed to make; eksctl writes this itself.',
    roleARN: 'The role that there is; eksctl writes this itself.',
    stackName: 'The CloudFormation stack of the role; eksctl writes this itself.',
    tags: 'The tags of the stack; eksctl writes this itself.',
  },
  ClusterMeta: {
    annotations: 'Notes of your own; nothing in the cluster has them.',
    forceUpdateVersion: "Whether an upgrade goes on where EKS's own checks warn.",
    name: 'The name of the cluster in EKS, which can not be changed.',
    region: "AWS's region of the cluster.",
    rollbackConfig: 'When an update of the Kubernetes version is given up.',
    tags: 'AWS tags of all that eksctl makes for the cluster.',
    version: 'The Kubernetes minor version, in quotes.',
  },
  ClusterNAT: {
    gateway: 'How many NAT gateways there are: one for each zone, one for all, or none.',
  },
  ClusterSubnets: {
    private: 'Subnets without a public address, by a zone or a name of yours.',
    public: 'Subnets that are reached from the internet, by a zone or a name of yours.',
  },
  ClusterVPC: {
    autoAllocateIPv6: 'Whether subnets get IPv6 addresses too.',
    cidr: 'The IPv4 addresses of the VPC.',
    clusterEndpoints: 'From where the API server is reached.',
    controlPlaneEgressMode: 'Which way the traffic of the control plane takes out of it.',
    controlPlaneOnPrivateSubnets:
      "Whether the control plane's network interfaces are in private subnets alone.",
    controlPlaneSecurityGroupIDs:
      'More security groups for the network interfaces of the control plane.',
    controlPlaneSubnetIDs: 'The subnets of the network interfaces of the control plane.',
    extraCIDRs: 'More addresses that may reach the API server within the VPC.',
    extraIPv6CIDRs: 'More IPv6 addresses that may reach the API server within the VPC.',
    hostnameType: 'Whether an instance is called by its address or by its id.',
    id: 'A VPC that is there already.',
    ipv6Cidr: 'The IPv6 addresses of the VPC, out of a pool of yours.',
    ipv6Pool: 'The pool that these IPv6 addresses come from.',
    manageSharedNodeSecurityGroupRules:
      'Whether eksctl writes the rules of the security group that all nodes share; true by default.',
    nat: 'How private subnets reach the internet.',
    publicAccessCIDRs:
      'From which addresses the public API server is reached; without it, from all.',
    securityGroup: 'A security group that is there already, for the control plane.',
    sharedNodeSecurityGroup: 'A security group that is there already, which all nodes have.',
    subnets: 'Subnets that are there already, or those that eksctl makes.',
  },
  ConnectionTracking: {
    tcpEstablishedTimeout: 'Seconds for which an idle TCP connection is remembered.',
    udpStreamTimeout: 'Seconds for which a UDP stream that went both ways is remembered.',
    udpTimeout: 'Seconds for which a UDP packet that went one way is remembered.',
  },
  ControlPlaneScalingConfig: {
    tier: 'The size that EKS keeps ready for the control plane; larger ones cost more.',
  },
  FargateProfile: {
    name: 'The name of the profile.',
    podExecutionRoleARN: 'A role that is there already, with which Fargate starts these pods.',
    selectors: 'Which pods run on Fargate; one selector must fit.',
    status: 'How far EKS is with the profile; eksctl writes this itself.',
    subnets: 'The private subnets in which the pods run.',
    ...tags,
  },
  FargateProfileSelector: {
    labels: 'Labels that a pod must have, all of them.',
    namespace: 'The namespace of the pods.',
  },
  Flux: {
    flags: 'Flags of flux bootstrap, without their dashes.',
    gitProvider: 'Where the Git repository is, as flux bootstrap calls it.',
  },
  GitOps: { flux: 'How Flux is installed.' },
  HorizontalPodAutoscalerControllerConfig: {
    horizontalPodAutoscalerSyncPeriod: 'How often the horizontal autoscaler looks at its pods.',
  },
  IAMIdentityMapping: {
    account: 'An AWS account all of whose principals are users of the cluster.',
    arn: 'The IAM role or user.',
    groups: 'Groups of Kubernetes that it is in.',
    namespace: 'The namespace for an AWS service, where serviceName names one.',
    noDuplicateARNs: 'Whether an entry for a principal that has one already is refused.',
    serviceName: 'An AWS service that eksctl lets into the cluster, such as emr-containers.',
    username: 'The name that Kubernetes knows it by.',
  },
  IdentityProvider: { ...identityProvider, type: 'The kind of provider; there is only oidc.' },
  InstanceMarketOptions: { marketType: 'capacity-block, for capacity that you bought for a time.' },
  InstanceSelector: {
    allow: 'A regular expression that types must match.',
    cpuArchitecture: 'The architecture of the processors.',
    deny: 'A regular expression that types must not match.',
    gpus: 'How many GPUs the instances have; 0 excludes them.',
    memory: 'How much memory the instances have, such as 4 or 4GiB.',
    neuron_devices: 'How many Neuron devices, for machine learning, the instances have.',
    vCPUs: 'How many virtual CPUs the instances have.',
  },
  Karpenter: {
    createServiceAccount: "Whether eksctl makes Karpenter's service account with its role.",
    defaultInstanceProfile:
      'An instance profile that is there already, for the nodes of Karpenter.',
    version: "The version of Karpenter's Helm chart.",
    withSpotInterruptionQueue: 'Whether Karpenter hears of spot instances that AWS takes back.',
  },
  KubeAPIServerConfig: {
    eventTTL: 'How long Kubernetes keeps its events.',
    serviceNodePortRange: 'From which ports node ports are taken.',
  },
  KubeControllerManagerConfig: {
    horizontalPodAutoscalerControllerConfig: 'Settings of the horizontal autoscaler.',
    podGCControllerConfig: 'Settings of what removes pods that have ended.',
  },
  KubeSchedulerConfig: {
    nodeResourcesFit: 'How the scheduler compares nodes by what is free on them.',
  },
  KubernetesNetworkConfig: {
    ipFamily: 'Whether pods and Services have IPv4 or IPv6 addresses.',
    serviceIPv4CIDR: 'The IPv4 addresses of Services.',
    serviceIPv6CIDR: 'The IPv6 addresses of Services, which EKS chooses.',
  },
  LaunchTemplate: {
    id: 'The id of the launch template.',
    version: 'Its version; without it, the default one.',
  },
  ManagedNodeGroup: {
    ...nodeGroup,
    instanceTypes: 'Types of EC2 that the nodes may have, the one most wanted first.',
    launchTemplate: 'A launch template of yours, which takes the place of many keys here.',
    nodeRepairConfig: 'Whether and how EKS replaces nodes that are not healthy.',
    releaseVersion: "The version of EKS's image; without it, the newest one for the cluster.",
    spot: 'Whether the nodes are spot instances, which are cheaper and may be taken back.',
  },
  MetricsCollection: {
    granularity: 'How often the metrics are written; there is only 1Minute.',
    metrics: 'Which metrics of the Auto Scaling group are written; without it, all.',
  },
  NodeGroup: {
    ...nodeGroup,
    asgMetricsCollection: 'Which metrics of the Auto Scaling group go to CloudWatch.',
    classicLoadBalancerNames: 'Classic load balancers that the nodes are behind.',
    clusterDNS: "The address of the cluster's DNS, where pods do not use the usual one.",
    containerRuntime: 'The program that runs containers.',
    cpuCredits:
      'Whether instances of a T type may use more CPU than they have saved up, for money.',
    enclaveEnabled: 'Whether the instances can have Nitro enclaves.',
    instancesDistribution: 'Several types, and how many of the nodes are spot instances.',
    kubeletExtraConfig: 'More settings of the kubelet, as its own file has them.',
    localZones: 'Local Zones in which the nodes are.',
    maxInstanceLifetime: 'Seconds after which EC2 replaces each instance, a day at least.',
    targetGroupARNs: 'Target groups of load balancers that the nodes are in.',
  },
  NodeGroupBottlerocket: {
    enableAdminContainer: "Whether Bottlerocket's container for people who log in runs.",
    settings: "Bottlerocket's own settings.",
  },
  NodeGroupIAM: {
    ...attached,
    instanceProfileARN: 'An instance profile that is there already.',
    instanceRoleARN: 'A role that is there already, for the nodes.',
    instanceRoleName: 'The name of the role that eksctl makes.',
    instanceRolePermissionsBoundary: 'The IAM policy that limits the role that eksctl makes.',
    withAddonPolicies: 'Rights for well-known programs; every pod on the nodes has them too.',
  },
  NodeGroupIAMAddonPolicies: {
    albIngress: 'An older name of awsLoadBalancerController.',
    appMesh: 'Rights for App Mesh.',
    appMeshPreview: "Rights for App Mesh's preview.",
    autoScaler: 'Rights for the Cluster Autoscaler.',
    awsLoadBalancerController: 'Rights for the AWS Load Balancer Controller.',
    certManager: 'Rights for cert-manager, to answer challenges in Route 53.',
    cloudWatch: 'Rights to write metrics and logs to CloudWatch.',
    ebs: 'Rights for the EBS CSI driver.',
    efs: 'Rights for the EFS CSI driver.',
    externalDNS: 'Rights for ExternalDNS, to write names into Route 53.',
    fsx: 'Rights for the FSx CSI driver.',
    imageBuilder: 'Rights to write into ECR.',
    xRay: 'Rights to send traces to X-Ray.',
  },
  NodeGroupInstancesDistribution: {
    capacityRebalance:
      'Whether a spot instance that is at risk is replaced before it is taken back.',
    instanceTypes: 'Types of EC2 that the nodes may have.',
    maxPrice: 'The most dollars an hour for a spot instance; without it, the On-Demand price.',
    onDemandBaseCapacity: 'How many nodes are On-Demand instances in any case.',
    onDemandPercentageAboveBaseCapacity: 'How many percent of the others are On-Demand instances.',
    spotAllocationStrategy: 'By what EC2 chooses among the types.',
    spotInstancePools: 'Among how many of the cheapest pools; only with lowest-price.',
  },
  NodeGroupNodeRepairConfig: {
    enabled: 'Whether EKS repairs nodes.',
    maxParallelNodesRepairedCount: 'How many nodes are repaired at once at most.',
    maxParallelNodesRepairedPercentage:
      'How many percent of the unhealthy nodes are repaired at once at most.',
    maxUnhealthyNodeThresholdCount: 'With more unhealthy nodes than this, EKS repairs none.',
    maxUnhealthyNodeThresholdPercentage:
      'With more percent of the nodes unhealthy, EKS repairs none.',
    nodeRepairConfigOverrides: 'Other repairs for some causes.',
  },
  NodeGroupSGs: {
    attachIDs: 'Security groups that are there already.',
    withLocal: 'Whether there is a security group of this node group alone; true by default.',
    withShared:
      'Whether the nodes have the security group that all node groups share; true by default.',
  },
  NodeGroupSSH: {
    allow: 'Whether port 22 is open and a public key lies on the nodes.',
    enableSsm: 'Whether nodes can be reached by Session Manager; they can by now in any case.',
    publicKey: 'The public key itself.',
    publicKeyName: 'The name of a key pair in EC2.',
    publicKeyPath: 'A file with the public key.',
    sourceSecurityGroupIds: 'Security groups from which alone port 22 is reached.',
  },
  NodeGroupTaint: taint,
  NodeGroupUpdateConfig: {
    maxUnavailable: 'How many nodes may be away at once in an update.',
    maxUnavailablePercentage: 'How many percent of the nodes may be away at once in an update.',
  },
  NodeRepairConfigOverride: {
    minRepairWaitTimeMins: 'Minutes for which EKS waits before this repair.',
    nodeMonitoringCondition: 'The condition of the node that it is for.',
    nodeUnhealthyReason: 'The reason in this condition that it is for.',
    repairAction: 'What EKS does with the node.',
  },
  NodeResourcesFitConfig: { scoringStrategy: 'What makes one node better than another.' },
  OIDCIdentityProvider: identityProvider,
  Outpost: {
    controlPlaneInstanceType: "EC2's type of the control plane's machines.",
    controlPlaneOutpostARN: 'The Outpost on which the control plane is.',
    controlPlanePlacement: 'Where on the Outpost these machines are.',
    etcdInstanceType: "EC2's type of etcd's machines.",
    etcdPlacement: "Where on the Outpost etcd's machines are.",
  },
  Placement: {
    groupName: 'A placement group that is there already.',
    spreadLevel: 'Over what machines on an Outpost are spread.',
  },
  PodGCControllerConfig: {
    terminatedPodGCThreshold: 'With more ended pods than this, the oldest are removed.',
  },
  PodIdentityAssociation: {
    createServiceAccount: 'Whether eksctl makes the service account too.',
    disableSessionTags:
      'Whether the session has no tags with the names of cluster, namespace and pod.',
    namespace: 'The namespace of the service account.',
    permissionPolicy: 'An IAM policy written here, for the role that eksctl makes.',
    permissionPolicyARNs: 'ARNs of IAM policies for the role that eksctl makes.',
    permissionPolicyName: 'The name of the policy that is written here.',
    permissionsBoundaryARN: 'The IAM policy that limits the role that eksctl makes.',
    policy: 'A policy in JSON that limits each session.',
    roleARN: 'A role that is there already; eksctl then makes none.',
    roleName: 'The name of the role that eksctl makes.',
    serviceAccountName: 'The name of the service account.',
    ...tags,
    targetRoleARN: 'A role, perhaps of another account, that the first one takes on.',
    ...wellKnown,
  },
  PrivateCluster: {
    additionalEndpointServices: 'More AWS services that get a VPC endpoint.',
    enabled: 'Whether the cluster has no way to the internet.',
    skipEndpointCreation: 'Whether you make the VPC endpoints yourself.',
  },
  RemoteNetwork: { cidrs: 'The addresses of the network.' },
  RemoteNetworkConfig: {
    iam: 'How machines outside of AWS get credentials of AWS.',
    remoteNodeNetworks: 'The networks of the machines.',
    remotePodNetworks: 'The networks of the pods on these machines.',
    vpcGatewayID: 'The transit or virtual private gateway to these networks.',
  },
  RemoteNodesIAM: {
    caBundleCert: 'The certificate of who signs for the machines; only with IAM Roles Anywhere.',
    provider: 'By what machines get credentials: Systems Manager or IAM Roles Anywhere.',
    roleARN: 'A role that is there already, for the machines.',
  },
  ResourceWeight: {
    name: 'The resource, such as cpu.',
    weight: 'How much it counts.',
  },
  RollbackConfig: {
    timeoutMinutes:
      'Minutes after which an update that is not done is given up, from 120 to 10080; 720 by default.',
  },
  SSOIdentity: {
    id: 'The id of the user or group in IAM Identity Center.',
    type: 'Whether it is a user or a group.',
  },
  ScoringStrategy: {
    resources: 'Which resources count, and how much.',
    type: 'Whether fuller or emptier nodes are better.',
  },
  SecretsEncryption: { keyARN: 'The KMS key.' },
  ServiceNodePortRange: {
    maxPort: 'The last port.',
    minPort: 'The first port.',
  },
  UpgradePolicy: {
    supportType: 'Whether EKS upgrades the cluster then, or keeps its version for more money.',
  },
  VolumeMapping: { ...volume, snapshotID: 'A snapshot that the volume is made of.' },
  WellKnownPolicies: {
    autoScaler: 'Rights for the Cluster Autoscaler.',
    awsLoadBalancerController: 'Rights for the AWS Load Balancer Controller.',
    certManager: 'Rights for cert-manager, to answer challenges in Route 53.',
    ebsCSIController: 'Rights for the EBS CSI driver.',
    efsCSIController: 'Rights for the EFS CSI driver.',
    externalDNS: 'Rights for ExternalDNS, to write names into Route 53.',
    imageBuilder: 'Rights to write into ECR.',
  },
  ZonalShiftConfig: { enabled: 'Whether AWS may do so.' },
};

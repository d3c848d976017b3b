import { absent } from './good-config.ts';
import {
  ipv6,
  managed,
  outpost,
  own,
  privateCluster,
  subnets,
  template,
  testRules,
} from './rule-cases.ts';

const ranges = (count: number) => Array.from({ length: count }, (_, index) => `10.9.${index}.0/24`);

testRules({
  endpoints: [
    [
      'none',
      { 'vpc.clusterEndpoints': { publicAccess: false, privateAccess: false } },
      'vpc.clusterEndpoints',
      { 'vpc.clusterEndpoints': { publicAccess: true, privateAccess: false } },
    ],
    [
      'none by default',
      { 'vpc.clusterEndpoints': { publicAccess: false } },
      'vpc.clusterEndpoints',
      { 'vpc.clusterEndpoints': { privateAccess: false } },
    ],
    [
      'ranges without public endpoint',
      { 'vpc.clusterEndpoints.publicAccess': false },
      'vpc.publicAccessCIDRs',
      { 'vpc.clusterEndpoints.publicAccess': false, 'vpc.publicAccessCIDRs': [] },
    ],
    [
      'too many ranges',
      { 'vpc.publicAccessCIDRs': ranges(41) },
      'vpc.publicAccessCIDRs',
      { 'vpc.publicAccessCIDRs': ranges(40) },
    ],
    [
      "a private cluster's",
      {
        ...privateCluster,
        [`${own}.privateNetworking`]: true,
        'vpc.clusterEndpoints': { privateAccess: true },
      },
      'vpc.clusterEndpoints',
      privateCluster,
    ],
  ],
  'private-cluster': [
    [
      'nodes that are public',
      { ...privateCluster, [`${managed}.privateNetworking`]: false },
      'managedNodeGroups[0].privateNetworking',
      privateCluster,
    ],
    ['no private subnets', { ...privateCluster, 'vpc.id': 'vpc-1' }, 'vpc.subnets.private'],
    ['local zones', { ...privateCluster, localZones: ['eu-west-1-abc-1a'] }, 'localZones'],
    [
      'a service that there is not',
      { ...privateCluster, 'privateCluster.additionalEndpointServices': ['s3'] },
      'privateCluster.additionalEndpointServices[0]',
      { ...privateCluster, 'privateCluster.additionalEndpointServices': ['logs', 'autoscaling'] },
    ],
    [
      'a service twice',
      { ...privateCluster, 'privateCluster.additionalEndpointServices': ['logs', 'logs'] },
      'privateCluster.additionalEndpointServices[1]',
    ],
    [
      'services and none',
      {
        ...privateCluster,
        'privateCluster.additionalEndpointServices': ['logs'],
        'privateCluster.skipEndpointCreation': true,
      },
      'privateCluster.additionalEndpointServices',
    ],
  ],
  cidrs: [
    [
      'an address alone',
      { 'vpc.publicAccessCIDRs': ['203.0.113.7'] },
      'vpc.publicAccessCIDRs[0]',
      { 'vpc.publicAccessCIDRs': ['203.0.113.7/32'] },
    ],
    ['a prefix too long', { 'vpc.cidr': '10.0.0.0/33' }, 'vpc.cidr'],
    [
      'no address',
      { 'vpc.extraCIDRs': ['10.0.0/16'] },
      'vpc.extraCIDRs[0]',
      { 'vpc.extraCIDRs': ['10.0.0.0/16'] },
    ],
    [
      'host bits',
      { 'vpc.publicAccessCIDRs': ['203.0.113.7/24'] },
      'vpc.publicAccessCIDRs[0]',
      { 'vpc.publicAccessCIDRs': ['203.0.113.0/24', '2001:db8::/32'] },
    ],
    [
      'host bits in IPv6',
      { 'vpc.publicAccessCIDRs': ['2001:db8::1/32'] },
      'vpc.publicAccessCIDRs[0]',
    ],
    ['a VPC too large', { 'vpc.cidr': '10.0.0.0/8' }, 'vpc.cidr', { 'vpc.cidr': '10.0.0.0/24' }],
    [
      'a VPC too small',
      { 'vpc.cidr': '10.0.0.0/25' },
      'vpc.cidr',
      { ...subnets, 'vpc.cidr': '10.0.0.0/25' },
    ],
    ['a VPC of IPv6', { 'vpc.cidr': 'fd00::/56' }, 'vpc.cidr'],
    [
      "the VPC's range for Services",
      { 'kubernetesNetworkConfig.serviceIPv4CIDR': '10.42.128.0/20' },
      'kubernetesNetworkConfig.serviceIPv4CIDR',
      { 'kubernetesNetworkConfig.serviceIPv4CIDR': '10.43.0.0/16' },
    ],
    [
      'a public range for Services',
      { 'kubernetesNetworkConfig.serviceIPv4CIDR': '203.0.113.0/24' },
      'kubernetesNetworkConfig.serviceIPv4CIDR',
    ],
    [
      'a range in a subnet',
      {
        'vpc.subnets.private': { 'eu-west-1a': { cidr: 'x' }, 'eu-west-1b': {} },
        availabilityZones: absent,
      },
      'vpc.subnets.private.eu-west-1a.cidr',
      subnets,
    ],
    [
      'IPv4 Services of an IPv6 cluster',
      { ...ipv6, 'kubernetesNetworkConfig.serviceIPv4CIDR': '172.20.0.0/16' },
      'kubernetesNetworkConfig.serviceIPv4CIDR',
      ipv6,
    ],
  ],
  vpc: [
    [
      'IPv6 by itself in an IPv6 cluster',
      { ...ipv6, 'vpc.autoAllocateIPv6': true },
      'vpc.autoAllocateIPv6',
      { 'vpc.autoAllocateIPv6': true },
    ],
    [
      'an IPv6 range of a VPC that is there',
      { ...ipv6, 'vpc.id': 'vpc-1', 'vpc.ipv6Cidr': '2001:db8::/56', 'vpc.ipv6Pool': 'pool' },
      'vpc.ipv6Cidr',
    ],
    [
      'an IPv6 cluster without OIDC and agent',
      {
        ...ipv6,
        'iam.withOIDC': false,
        'iam.serviceAccounts': [],
        'iam.podIdentityAssociations': [],
        addons: [{ name: 'vpc-cni' }, { name: 'coredns' }],
      },
      'addons[0]',
    ],
    ['NAT without its kind', { 'vpc.nat': {} }, 'vpc.nat.gateway', { 'vpc.nat': absent }],
    [
      'two kinds of security group',
      { 'vpc.securityGroup': 'sg-1', 'vpc.controlPlaneSecurityGroupIDs': ['sg-1'] },
      'vpc.controlPlaneSecurityGroupIDs',
      { 'vpc.controlPlaneSecurityGroupIDs': ['sg-1'] },
    ],
    [
      "eksctl's security group without rules",
      { 'vpc.manageSharedNodeSecurityGroupRules': false },
      'vpc.manageSharedNodeSecurityGroupRules',
      { 'vpc.manageSharedNodeSecurityGroupRules': false, 'vpc.sharedNodeSecurityGroup': 'sg-1' },
    ],
    [
      'other host names',
      { 'vpc.hostnameType': 'name' },
      'vpc.hostnameType',
      { 'vpc.hostnameType': 'ip-name' },
    ],
    [
      'host names in an existing VPC',
      { ...subnets, 'vpc.hostnameType': 'ip-name' },
      'vpc.hostnameType',
    ],
    [
      'another egress',
      { 'vpc.controlPlaneEgressMode': 'NAT' },
      'vpc.controlPlaneEgressMode',
      { 'vpc.controlPlaneEgressMode': 'AWS_MANAGED' },
    ],
    [
      'a control plane in no private subnets',
      {
        ...subnets,
        'vpc.controlPlaneOnPrivateSubnets': true,
        'vpc.subnets': {
          private: { one: { id: 's-1', az: 'eu-west-1a' }, two: { id: 's-2', az: 'eu-west-1a' } },
        },
      },
      'vpc.controlPlaneOnPrivateSubnets',
      { 'vpc.controlPlaneOnPrivateSubnets': true },
    ],
    [
      'a control plane in two kinds of subnets',
      { 'vpc.controlPlaneOnPrivateSubnets': true, 'vpc.controlPlaneSubnetIDs': ['s-1'] },
      'vpc.controlPlaneOnPrivateSubnets',
    ],
    [
      'IPv6 in an IPv4 cluster',
      { 'vpc.extraIPv6CIDRs': ['2001:db8::/56'] },
      'vpc.extraIPv6CIDRs',
      { ...ipv6, 'vpc.extraIPv6CIDRs': ['2001:db8::/56'] },
    ],
    ['NAT in an IPv6 cluster', { ...ipv6, 'vpc.nat.gateway': 'Single' }, 'vpc.nat', ipv6],
    [
      'own nodes in an IPv6 cluster',
      { ...ipv6, nodeGroups: [{ name: 'x', privateNetworking: true }] },
      'nodeGroups[0]',
    ],
    [
      'an IPv6 range without pool',
      { ...ipv6, 'vpc.ipv6Cidr': '2001:db8::/56' },
      'vpc.ipv6Cidr',
      { ...ipv6, 'vpc.ipv6Cidr': '2001:db8::/56', 'vpc.ipv6Pool': 'pool' },
    ],
    ['an IPv6 cluster without coredns', { ...ipv6, 'addons.1': absent }, 'addons'],
    [
      'an IPv6 cluster whose network has no permissions',
      { ...ipv6, 'addons.0': { name: 'vpc-cni' } },
      'addons[0]',
    ],
    [
      'an IPv6 cluster with an old network',
      { ...ipv6, 'addons.0.version': 'v1.9.3' },
      'addons[0].version',
      { ...ipv6, 'addons.0.version': 'v1.19.0' },
    ],
  ],
  zones: [
    [
      'one',
      { availabilityZones: ['eu-west-1a'] },
      'availabilityZones',
      { availabilityZones: ['eu-west-1a', 'eu-west-1c'] },
    ],
    [
      'one twice',
      { availabilityZones: ['eu-west-1a', 'eu-west-1a'] },
      'availabilityZones',
      { availabilityZones: [], [`${managed}.availabilityZones`]: [] },
    ],
    [
      'zones and subnets',
      { ...subnets, availabilityZones: ['eu-west-1a', 'eu-west-1b'] },
      'availabilityZones',
      subnets,
    ],
    [
      'a zone of another region',
      { 'availabilityZones.2': 'eu-west-2a' },
      'availabilityZones[2]',
      { 'availabilityZones.2': 'eu-west-1c' },
    ],
    ['a zone with a longer name', { 'availabilityZones.2': 'eu-west-1aa' }, 'availabilityZones[2]'],
    [
      'more zones than subnets',
      { localZones: Array.from({ length: 7 }, (_, index) => `eu-west-1-abc-1${index}`) },
      'availabilityZones',
    ],
    [
      'one private subnet',
      { ...subnets, 'vpc.subnets.private': { 'eu-west-1a': { id: 'subnet-1' } } },
      'vpc.subnets.private',
      subnets,
    ],
    [
      'subnets and zones of nodes',
      { [`${managed}.subnets`]: ['subnet-1'] },
      'managedNodeGroups[0].subnets',
      { [`${managed}.subnets`]: ['subnet-1'], [`${managed}.availabilityZones`]: [] },
    ],
    [
      'nodes in a zone without the cluster',
      { [`${managed}.availabilityZones`]: ['eu-west-1c'] },
      'managedNodeGroups[0].availabilityZones[0]',
      { [`${managed}.availabilityZones`]: ['eu-west-1c'], availabilityZones: absent },
    ],
    [
      'nodes in a zone without subnet',
      { ...subnets, [`${managed}.availabilityZones`]: ['eu-west-1c'] },
      'managedNodeGroups[0].availabilityZones[0]',
    ],
    [
      'nodes in a local zone without the cluster',
      { [`${own}.localZones`]: ['eu-west-1-abc-1a'] },
      'nodeGroups[0].localZones[0]',
      { [`${own}.localZones`]: ['eu-west-1-abc-1a'], localZones: ['eu-west-1-abc-1a'] },
    ],
    [
      'local zones with NAT in each',
      { localZones: ['eu-west-1-abc-1a'], 'vpc.nat.gateway': 'HighlyAvailable' },
      'vpc.nat.gateway',
      { localZones: ['eu-west-1-abc-1a'] },
    ],
    [
      'EFA in two zones',
      {
        [`${managed}.efaEnabled`]: true,
        [`${managed}.availabilityZones`]: ['eu-west-1a', 'eu-west-1b'],
      },
      'managedNodeGroups[0].availabilityZones',
      { [`${managed}.efaEnabled`]: true },
    ],
    [
      'public nodes without public subnets',
      {
        ...subnets,
        [`${managed}.privateNetworking`]: absent,
        [`${managed}.availabilityZones`]: absent,
      },
      'managedNodeGroups[0].privateNetworking',
    ],
    [
      'public nodes in a private subnet',
      {
        ...subnets,
        [`${managed}.privateNetworking`]: absent,
        [`${managed}.availabilityZones`]: absent,
        [`${managed}.subnets`]: ['subnet-1'],
      },
      'managedNodeGroups[0].subnets[0]',
      {
        ...subnets,
        [`${managed}.availabilityZones`]: absent,
        [`${managed}.subnets`]: ['subnet-1'],
      },
    ],
  ],
  'remote-network': [
    [
      'two networks',
      {
        'remoteNetworkConfig.remoteNodeNetworks': [
          { cidrs: ['10.80.0.0/16'] },
          { cidrs: ['10.81.0.0/16'] },
        ],
      },
      'remoteNetworkConfig.remoteNodeNetworks',
      {
        remoteNetworkConfig: { remoteNodeNetworks: [{ cidrs: ['10.80.0.0/16', '10.81.0.0/16'] }] },
      },
    ],
    [
      'a gateway of a VPC that is there',
      {
        'vpc.id': 'vpc-1',
        remoteNetworkConfig: {
          remoteNodeNetworks: [{ cidrs: ['10.80.0.0/16'] }],
          vpcGatewayID: 'tgw-1',
        },
      },
      'remoteNetworkConfig.vpcGatewayID',
    ],
    [
      'a certificate of SSM',
      {
        remoteNetworkConfig: {
          remoteNodeNetworks: [{ cidrs: ['10.80.0.0/16'] }],
          iam: { caBundleCert: 'x' },
        },
      },
      'remoteNetworkConfig.iam.caBundleCert',
    ],
    [
      'no access entries',
      {
        'accessConfig.authenticationMode': 'CONFIG_MAP',
        'accessConfig.accessEntries': [],
        'remoteNetworkConfig.remoteNodeNetworks': [{ cidrs: ['10.80.0.0/16'] }],
      },
      'accessConfig.authenticationMode',
    ],
    [
      'no network',
      { 'remoteNetworkConfig.remoteNodeNetworks': [] },
      'remoteNetworkConfig.remoteNodeNetworks',
      { 'remoteNetworkConfig.remoteNodeNetworks': [{ cidrs: ['10.80.0.0/16'] }] },
    ],
    [
      'another gateway',
      {
        remoteNetworkConfig: {
          remoteNodeNetworks: [{ cidrs: ['10.80.0.0/16'] }],
          vpcGatewayID: 'igw-1',
        },
      },
      'remoteNetworkConfig.vpcGatewayID',
      {
        remoteNetworkConfig: {
          remoteNodeNetworks: [{ cidrs: ['10.80.0.0/16'] }],
          vpcGatewayID: 'tgw-1',
        },
      },
    ],
    [
      'other credentials',
      {
        remoteNetworkConfig: {
          remoteNodeNetworks: [{ cidrs: ['10.80.0.0/16'] }],
          iam: { provider: 'Vault' },
        },
      },
      'remoteNetworkConfig.iam.provider',
      {
        remoteNetworkConfig: {
          remoteNodeNetworks: [{ cidrs: ['10.80.0.0/16'] }],
          iam: { provider: 'ssm' },
        },
      },
    ],
    [
      'no certificate',
      {
        remoteNetworkConfig: {
          remoteNodeNetworks: [{ cidrs: ['10.80.0.0/16'] }],
          iam: { provider: 'IRA' },
        },
      },
      'remoteNetworkConfig.iam.caBundleCert',
    ],
  ],
  outposts: [
    [
      'an ARN of something else',
      { ...outpost, outpost: { controlPlaneOutpostARN: 'arn:aws:iam::1:role/x' } },
      'outpost.controlPlaneOutpostARN',
    ],
    [
      'the OIDC provider',
      { ...outpost, 'iam.withOIDC': true },
      'iam.withOIDC',
      { ...outpost, 'iam.withOIDC': false },
    ],
    [
      'a creator without access',
      { ...outpost, 'accessConfig.bootstrapClusterCreatorAdminPermissions': false },
      'accessConfig.bootstrapClusterCreatorAdminPermissions',
    ],
    [
      'no private endpoint',
      { ...outpost, 'vpc.clusterEndpoints.privateAccess': false },
      'vpc.clusterEndpoints.privateAccess',
    ],
    [
      'two placements',
      {
        ...outpost,
        'outpost.etcdInstanceType': 'm5d.large',
        'outpost.controlPlanePlacement.groupName': 'x',
      },
      'outpost.controlPlanePlacement.groupName',
      { ...outpost, 'outpost.controlPlanePlacement.groupName': 'x' },
    ],
    [
      'nodes on another',
      {
        ...outpost,
        nodeGroups: [{ name: 'x', outpostARN: 'arn:aws:outposts:eu-west-1:1:outpost/op-2' }],
      },
      'nodeGroups[0].outpostARN',
      {
        ...outpost,
        nodeGroups: [{ name: 'x', outpostARN: outpost.outpost.controlPlaneOutpostARN }],
      },
    ],
    [
      'nodes without their control plane',
      { [`${own}.outpostARN`]: outpost.outpost.controlPlaneOutpostARN },
      'nodeGroups[0].outpostARN',
    ],
    [
      'zones of nodes',
      { ...outpost, nodeGroups: [{ name: 'x', availabilityZones: ['eu-west-1a'] }] },
      'nodeGroups[0].availabilityZones',
    ],
    ['no Outpost', { ...outpost, outpost: {} }, 'outpost.controlPlaneOutpostARN', outpost],
    ['add-ons', { ...outpost, addons: [{ name: 'coredns' }] }, 'addons'],
    [
      'managed nodes',
      { ...outpost, managedNodeGroups: [{ name: 'x' }] },
      'managedNodeGroups',
      { ...outpost, nodeGroups: [{ name: 'x', privateNetworking: true }] },
    ],
    [
      'managed nodes on another',
      { [`${template}.outpostARN`]: outpost.outpost.controlPlaneOutpostARN },
      'managedNodeGroups[1].outpostARN',
    ],
    [
      'a public endpoint',
      { ...outpost, 'vpc.clusterEndpoints.publicAccess': true },
      'vpc.clusterEndpoints.publicAccess',
      { ...outpost, 'vpc.clusterEndpoints.privateAccess': true },
    ],
    [
      'a place of etcd',
      { ...outpost, 'outpost.etcdPlacement.groupName': 'x' },
      'outpost.etcdInstanceType',
      {
        ...outpost,
        'outpost.etcdPlacement.groupName': 'x',
        'outpost.etcdInstanceType': 'm5d.large',
      },
    ],
  ],
});

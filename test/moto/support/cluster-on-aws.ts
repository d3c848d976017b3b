import { type Account, REGION } from './account.ts';
import { type ClusterState, eksState, addonVersion } from './eks-state.ts';
import {
  clusterStack,
  eksctlTags,
  nodeGroupStack,
  serviceAccountStack,
  type Template,
} from './eksctl-stacks.ts';
import { protectedStacks } from './protected-stacks.ts';
import { motoOf } from './straight.ts';
import { defaultKubernetes } from '../../../tables/kubernetes.ts';

/** How a cluster differs from what eksctl leaves of our default cluster file; `without` leaves parts out. */
export interface ClusterOptions {
  readonly name?: string;
  readonly version?: string;
  readonly cidr?: string;
  readonly instanceType?: string;
  readonly nodes?: { readonly min: number; readonly desired: number; readonly max: number };
  readonly owner?: string;
  /** The day in the tag expires. */
  readonly expires?: string;
  readonly from?: readonly string[];
  readonly admins?: readonly string[];
  /** ServiceAccounts with a role of their own, as namespace/name. */
  readonly serviceAccounts?: readonly string[];
  readonly addons?: readonly string[];
  readonly without?: readonly (
    | 'cluster'
    | 'nodeGroup'
    | 'addons'
    | 'serviceAccounts'
    | 'logGroup'
    // What eksctl sets on things that it has made before.
    | 'retention'
    | 'groupTags'
    | 'addonRoles'
  )[];
}

/** The ids of what was made. */
export interface ClusterOnAws {
  readonly name: string;
  readonly vpc: string;
  readonly publicSubnets: readonly string[];
  readonly privateSubnets: readonly string[];
  /** The security group that EKS makes itself, and that every node has. */
  readonly securityGroup: string;
  readonly nodeRole?: string;
  readonly autoScalingGroup?: string;
  readonly oidcProvider: string;
  /** What EKS says of it beyond moto: change it to change EKS's answers. */
  readonly state: ClusterState;
}

const CREATOR = 'arn:aws:iam::123456789012:user/dev';
const ADMIN = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';
const AUTOSCALER = 'kube-system/cluster-autoscaler';
const defaultAddons = ['vpc-cni', 'coredns', 'kube-proxy', 'metrics-server'];

/** Makes in moto what eksctl leaves behind for a cluster, with its own names, stacks and tags. */
export async function clusterOnAws(
  account: Account,
  options: ClusterOptions = {},
): Promise<ClusterOnAws> {
  const { name = 'sock-shop', without = [], cidr = '192.168.0.0/16' } = options;
  const stack = await createStack(
    account,
    options,
    `eksctl-${name}-cluster`,
    clusterStack(name, REGION, cidr, ownTags(options)),
  );
  const vpc = stack.VPC ?? '';
  const publicSubnets = stack.SubnetsPublic?.split(',') ?? [];
  const privateSubnets = stack.SubnetsPrivate?.split(',') ?? [];
  const securityGroup = without.includes('cluster')
    ? ''
    : await createSecurityGroup(account, vpc, {
        name: `eks-cluster-sg-${name}-1234567`,
        description:
          'EKS created security group applied to ENI that is attached to EKS Control Plane',
        tags: {
          Name: `eks-cluster-sg-${name}-1234567`,
          [`kubernetes.io/cluster/${name}`]: 'owned',
          'aws:eks:cluster-name': name,
        },
      });
  const state = newState(options, {
    vpcId: vpc,
    subnetIds: [...publicSubnets, ...privateSubnets],
    securityGroupIds: [stack.SecurityGroup],
    clusterSecurityGroupId: securityGroup,
    endpointPublicAccess: true,
    endpointPrivateAccess: true,
    publicAccessCidrs: options.from ?? ['198.51.100.7/32'],
  });
  const made = { name, vpc, publicSubnets, privateSubnets, securityGroup, state };
  if (without.includes('cluster')) return { ...made, oidcProvider: '' };

  const eks = await motoOf(account).eks();
  await eks.createCluster({
    name,
    version: state.version,
    roleArn: stack.ServiceRoleARN,
    resourcesVpcConfig: { subnetIds: [...publicSubnets, ...privateSubnets] },
    logging: {
      clusterLogging: [{ types: ['api', 'audit', 'authenticator'], enabled: true }],
    },
    tags: { ...ownTags(options), ...eksctlTags(name), Name: `eksctl-${name}-cluster/ControlPlane` },
  });
  eksState(account).set(name, state);
  if (!without.includes('logGroup')) {
    const logs = await motoOf(account).logs();
    const logGroupName = `/aws/eks/${name}/cluster`;
    await logs.createLogGroup({ logGroupName });
    if (!without.includes('retention')) {
      await logs.putRetentionPolicy({ logGroupName, retentionInDays: 7 });
    }
  }
  const oidcProvider = await createProvider(account, options, state.issuer);
  await addServiceAccounts(account, options, oidcProvider);
  if (!without.includes('addons')) addAddons(options, state);
  if (without.includes('nodeGroup')) return { ...made, oidcProvider };
  return { ...made, oidcProvider, ...(await addNodeGroup(account, options, made)) };
}

/** Adds the roles of ServiceAccounts that a cluster was made without. */
export async function addServiceAccounts(
  account: Account,
  { name = 'sock-shop', serviceAccounts = [AUTOSCALER], without = [], ...rest }: ClusterOptions,
  provider: string,
): Promise<void> {
  if (without.includes('serviceAccounts')) return;
  for (const serviceAccount of serviceAccounts) {
    await createStack(
      account,
      { name, ...rest },
      `eksctl-${name}-addon-iamserviceaccount-${serviceAccount.replace('/', '-')}`,
      serviceAccountStack(
        name,
        provider,
        serviceAccount.replace('/', ':'),
        `IAM role for serviceaccount "${serviceAccount}" [created and managed by eksctl]`,
      ),
      { 'alpha.eksctl.io/iamserviceaccount-name': serviceAccount },
    );
  }
}

/** Adds the EKS addons that a cluster was made without. */
export function addAddons(
  { name = 'sock-shop', addons = defaultAddons, without = [] }: ClusterOptions,
  { addons: known, version }: ClusterState,
): void {
  for (const addon of addons) {
    known.set(addon, { version: addonVersion(addon, version, 'newest'), status: 'ACTIVE' });
    if (!without.includes('addonRoles')) giveAddonRole({ name }, addon, known);
  }
}

/** Gives an addon the role that eksctl gives it, if any. */
export function giveAddonRole(
  { name = 'sock-shop' }: ClusterOptions,
  addon: string,
  known: ClusterState['addons'],
): void {
  const state = known.get(addon);
  if (!state || !['vpc-cni', 'aws-ebs-csi-driver'].includes(addon)) return;
  state.roleArn = `arn:aws:iam::123456789012:role/eksctl-${name}-addon-${addon}-Role1-AbCdEf`;
}

/** Adds the node group that a cluster was made without, with its stack and its Auto Scaling group. */
export async function addNodeGroup(
  account: Account,
  options: ClusterOptions,
  { publicSubnets, state }: Pick<ClusterOnAws, 'publicSubnets' | 'state'>,
): Promise<Required<Pick<ClusterOnAws, 'nodeRole' | 'autoScalingGroup'>>> {
  const { name = 'sock-shop', instanceType = 't3.large' } = options;
  const { nodes: { min, desired, max } = { min: 2, desired: 3, max: 4 } } = options;
  const stack = await createStack(
    account,
    options,
    `eksctl-${name}-nodegroup-workers`,
    nodeGroupStack(name, instanceType),
    { 'alpha.eksctl.io/nodegroup-name': 'workers', 'alpha.eksctl.io/nodegroup-type': 'managed' },
  );
  const nodeRole = stack.InstanceRoleARN ?? '';
  const discovery = {
    'k8s.io/cluster-autoscaler/enabled': 'true',
    [`k8s.io/cluster-autoscaler/${name}`]: 'owned',
  };
  const eks = await motoOf(account).eks();
  const { nodegroup } = await eks.createNodegroup({
    clusterName: name,
    nodegroupName: 'workers',
    nodeRole,
    subnets: [...publicSubnets],
    scalingConfig: { minSize: min, desiredSize: desired, maxSize: max },
    instanceTypes: [instanceType],
    amiType: 'AL2023_x86_64_STANDARD',
    launchTemplate: { id: stack.LaunchTemplate, version: '1' },
    tags: { ...ownTags(options), ...eksctlTags(name), ...discovery },
  });
  state.nodeGroups.set('workers', {
    version: state.version,
    releaseVersion: `${state.version}.2-20261101`,
    status: 'ACTIVE',
    issues: [],
  });
  state.accessEntries.set(nodeRole, {
    type: 'EC2_LINUX',
    username: 'system:node:{{EC2PrivateDNSName}}',
    groups: ['system:nodes'],
    policies: [],
  });
  const autoScalingGroup = nodegroup?.resources?.autoScalingGroups?.[0]?.name ?? '';
  const autoscaling = await motoOf(account).autoscaling();
  await autoscaling.createAutoScalingGroup({
    AutoScalingGroupName: autoScalingGroup,
    MinSize: min,
    MaxSize: max,
    DesiredCapacity: desired,
    VPCZoneIdentifier: publicSubnets.join(','),
    LaunchTemplate: { LaunchTemplateId: stack.LaunchTemplate, Version: '1' },
    Tags: Object.entries({
      ...(!options.without?.includes('groupTags') && ownTags(options)),
      ...discovery,
      'eks:cluster-name': name,
      'eks:nodegroup-name': 'workers',
      [`kubernetes.io/cluster/${name}`]: 'owned',
    }).map(([Key, Value]) => ({ Key, Value, PropagateAtLaunch: true })),
  });
  return { nodeRole, autoScalingGroup };
}

/** Makes a security group with tags in moto. */
export async function createSecurityGroup(
  account: Account,
  vpc: string,
  { name, description, tags }: { name: string; description: string; tags: Record<string, string> },
): Promise<string> {
  const ec2 = await motoOf(account).ec2();
  const { GroupId = '' } = await ec2.createSecurityGroup({
    GroupName: name,
    Description: description,
    VpcId: vpc,
    TagSpecifications: [
      {
        ResourceType: 'security-group',
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      },
    ],
  });
  return GroupId;
}

/** The tags that our cluster files put on everything. */
function ownTags({ name = 'sock-shop', owner = 'dev', expires }: ClusterOptions) {
  return { project: 'eks-sock-shop', cluster: name, owner, ...(expires && { expires }) };
}

// eksctl protects every stack that it makes.
async function createStack(
  account: Account,
  options: ClusterOptions,
  stackName: string,
  template: Template,
  more: Record<string, string> = {},
): Promise<Record<string, string>> {
  const cloudformation = await motoOf(account).cloudformation();
  await cloudformation.createStack({
    StackName: stackName,
    TemplateBody: JSON.stringify(template),
    Capabilities: ['CAPABILITY_IAM'],
    Tags: Object.entries({
      ...ownTags(options),
      ...eksctlTags(options.name ?? 'sock-shop'),
      ...more,
    }).map(([Key, Value]) => ({ Key, Value })),
  });
  protectedStacks(account).add(stackName);
  const { Stacks = [] } = await cloudformation.describeStacks({ StackName: stackName });
  return Object.fromEntries(
    (Stacks[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [
      OutputKey,
      OutputValue,
    ]),
  );
}

async function createProvider(
  account: Account,
  options: ClusterOptions,
  issuer: string,
): Promise<string> {
  const iam = await motoOf(account).iam();
  const { OpenIDConnectProviderArn = '' } = await iam.createOpenIDConnectProvider({
    Url: issuer,
    ClientIDList: ['sts.amazonaws.com'],
    ThumbprintList: ['9e99a48a9960b14926bb7f3b02e22da2b0ab7280'],
    Tags: Object.entries(eksctlTags(options.name ?? 'sock-shop')).map(([Key, Value]) => ({
      Key,
      Value,
    })),
  });
  return OpenIDConnectProviderArn;
}

function newState(
  { name = 'sock-shop', version = defaultKubernetes, admins = [] }: ClusterOptions,
  vpc: Record<string, unknown>,
): ClusterState {
  const entry = (policies: string[]) => ({ type: 'STANDARD', username: '', groups: [], policies });
  const id = Buffer.from(name).toString('hex').toUpperCase().padEnd(32, '0').slice(0, 32);
  return {
    version,
    status: 'ACTIVE',
    platformVersion: 'eks.5',
    issuer: `https://oidc.eks.${REGION}.amazonaws.com/id/${id}`,
    endpoint: `https://${id}.gr7.${REGION}.eks.amazonaws.com`,
    authenticationMode: 'API',
    supportType: 'STANDARD',
    vpc,
    health: [],
    addons: new Map(),
    accessEntries: new Map([CREATOR, ...admins].map((arn) => [arn, entry([ADMIN])])),
    nodeGroups: new Map(),
    insights: [],
    slowness: 1,
    updates: new Map(),
  };
}

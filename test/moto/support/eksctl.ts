import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { Account } from './account.ts';
import {
  addAddons,
  addNodeGroup,
  addServiceAccounts,
  giveAddonRole,
  type ClusterOnAws,
  clusterOnAws,
  type ClusterOptions,
} from './cluster-on-aws.ts';
import { addonVersion, changeVersion, eksState } from './eks-state.ts';
import type { ProgramAnswer, ProgramCall } from './stand-ins.ts';
import { motoOf } from './straight.ts';

/** What a test may want of the eksctl that it plays. */
export interface EksctlBehaviour {
  /** Clusters that eksctl is to know, besides those that it makes itself. */
  readonly clusters?: Map<string, ClusterOnAws>;
  /** Called before each call; what it returns is the answer. */
  readonly before?: (
    line: string,
  ) => ProgramAnswer | undefined | Promise<ProgramAnswer | undefined>;
}

/** Plays eksctl: each call that changes AWS changes moto the same way. */
export function playEksctl(
  account: Account,
  { clusters = new Map(), before }: EksctlBehaviour = {},
) {
  account.programs.answer('eksctl', async (call) => {
    const line = call.args.join(' ');
    const early = await before?.(line);
    if (early) return early;
    for (const [pattern, act] of acts) {
      if (pattern.test(line))
        return (await act(account, call, clusters)) ?? { stdout: `${line}: done\n` };
    }
    return undefined;
  });
  return clusters;
}

type Act = (
  account: Account,
  call: ProgramCall,
  clusters: Map<string, ClusterOnAws>,
) => Promise<ProgramAnswer | void>;

const acts: readonly (readonly [RegExp, Act])[] = [
  [/^create cluster/, createCluster],
  [/^create nodegroup/, createNodeGroup],
  [/^create iamserviceaccount/, createServiceAccounts],
  [/^create addon/, createAddons],
  [/^update addon/, updateAddons],
  [/^upgrade cluster/, upgradeCluster],
  [/^upgrade nodegroup/, upgradeNodeGroup],
  [/^delete cluster/, deleteCluster],
];

interface ClusterFile {
  readonly metadata: { name: string; version: string; tags: Record<string, string> };
  readonly vpc: { publicAccessCIDRs?: string[]; cidr?: string };
  readonly addons: { name: string; attachPolicyARNs?: string[] }[];
  readonly iam: { serviceAccounts: { metadata: { name: string; namespace: string } }[] };
  readonly accessConfig: { accessEntries?: { principalARN: string }[] };
  readonly managedNodeGroups: {
    instanceType: string;
    minSize: number;
    desiredCapacity: number;
    maxSize: number;
  }[];
}

async function createCluster(
  account: Account,
  call: ProgramCall,
  clusters: Map<string, ClusterOnAws>,
) {
  const options = optionsOf(call);
  const { name = '' } = options;
  if (eksState(account).has(name)) {
    return {
      code: 1,
      stderr: `Error: creating CloudFormation stack "eksctl-${name}-cluster": AlreadyExistsException: Stack [eksctl-${name}-cluster] already exists\n`,
    };
  }
  const without = call.args.includes('--without-nodegroup') ? (['nodeGroup'] as const) : [];
  clusters.set(name, await clusterOnAws(account, { ...options, without }));
}

async function createNodeGroup(
  account: Account,
  call: ProgramCall,
  clusters: Map<string, ClusterOnAws>,
) {
  const options = optionsOf(call);
  const cluster = known(clusters, options.name);
  clusters.set(cluster.name, { ...cluster, ...(await addNodeGroup(account, options, cluster)) });
}

async function createServiceAccounts(
  account: Account,
  call: ProgramCall,
  clusters: Map<string, ClusterOnAws>,
) {
  const options = optionsOf(call);
  await addServiceAccounts(account, options, known(clusters, options.name).oidcProvider);
}

async function createAddons(
  _account: Account,
  call: ProgramCall,
  clusters: Map<string, ClusterOnAws>,
): Promise<ProgramAnswer | void> {
  const options = optionsOf(call);
  const { state } = known(clusters, options.name);
  for (const name of options.addons ?? []) {
    if ((state.addons.get(name)?.status ?? 'CREATE_FAILED') !== 'CREATE_FAILED') continue;
    addAddons({ addons: [name] }, state);
    if (state.nodeGroups.size > 0 || needNoNodes.has(name)) continue;
    const addon = state.addons.get(name);
    if (addon) addon.status = 'DEGRADED';
    return { code: 1, stderr: 'Error: addon status transitioned to "DEGRADED"\n' };
  }
}

// DaemonSets; what a Deployment runs waits for nodes, and eksctl for it.
const needNoNodes = new Set(['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent']);

async function updateAddons(
  _account: Account,
  call: ProgramCall,
  clusters: Map<string, ClusterOnAws>,
) {
  const file = flag(call.args, '-f') === undefined ? undefined : fileOf(call);
  const cluster = flag(call.args, '--cluster') ?? file?.metadata.name;
  const [only, asked] = ['--name', '--version'].map((name) => flag(call.args, name));
  const { addons, version } = known(clusters, cluster).state;
  if (file) {
    // A file without an addon's version keeps the one that runs; policies bring it a role.
    for (const { name, attachPolicyARNs } of file.addons) {
      if (attachPolicyARNs) giveAddonRole({ name: cluster }, name, addons);
    }
    return;
  }
  for (const [name, addon] of addons) {
    if (only && only !== name) continue;
    addon.version = asked ?? addonVersion(name, version, 'newest');
  }
}

async function upgradeCluster(
  _account: Account,
  call: ProgramCall,
  clusters: Map<string, ClusterOnAws>,
) {
  const { args } = call;
  if (!args.includes('--approve')) return;
  const { name, version } = flag(args, '-f')
    ? optionsOf(call)
    : { name: flag(args, '--name'), version: flag(args, '--version') };
  const { state } = known(clusters, name);
  if (version && version !== state.version) changeVersion(state, version);
}

async function upgradeNodeGroup(
  _account: Account,
  { args }: ProgramCall,
  clusters: Map<string, ClusterOnAws>,
) {
  const group = known(clusters, flag(args, '--cluster')).state.nodeGroups.get(
    flag(args, '--name') ?? '',
  );
  const version = flag(args, '--kubernetes-version');
  if (group && version) Object.assign(group, { version, releaseVersion: `${version}.1-20261101` });
}

async function deleteCluster(
  account: Account,
  { args }: ProgramCall,
  clusters: Map<string, ClusterOnAws>,
) {
  const name = flag(args, '--name') ?? optionsOf({ args } as ProgramCall).name ?? '';
  // https://github.com/eksctl-io/eksctl/issues/7450: it dies before it has looked for a stack.
  if (!eksState(account).has(name)) return panic;
  await deleteEverything(account, name);
  clusters.delete(name);
}

const panic: ProgramAnswer = {
  code: 2,
  stderr: `panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x499a55e]
`,
};

/** Deletes a cluster as eksctl does: node group, control plane, stacks; what others made stays. */
export async function deleteEverything(account: Account, name: string): Promise<void> {
  await deleteControlPlane(account, name);
  const cloudformation = await motoOf(account).cloudformation();
  const { Stacks = [] } = await cloudformation.describeStacks({});
  // eksctl's own pattern, in pkg/cfn/manager/api.go; then it asks for its tag.
  const named = new RegExp(
    `^eksctl-${name}-(cluster|nodegroup-.+|addon-.+|podidentityrole-.+|fargate|karpenter|capability-.+)$`,
  );
  for (const { StackName = '', Tags = [] } of Stacks.reverse()) {
    if (!named.test(StackName)) continue;
    if (!Tags.some(({ Key, Value }) => Key === 'alpha.eksctl.io/cluster-name' && Value === name))
      continue;
    await cloudformation.deleteStack({ StackName });
  }
}

/** Deletes a cluster and its nodes as a person would by hand: the stacks stay. */
export async function deleteControlPlane(account: Account, name: string): Promise<void> {
  const state = eksState(account).get(name);
  if (!state) return;
  const moto = motoOf(account);
  const [eks, autoscaling, ec2, iam] = await Promise.all([
    moto.eks(),
    moto.autoscaling(),
    moto.ec2(),
    moto.iam(),
  ]);
  for (const group of (await eks.listNodegroups({ clusterName: name })).nodegroups ?? []) {
    const { nodegroup } = await eks.deleteNodegroup({ clusterName: name, nodegroupName: group });
    for (const { name: asg } of nodegroup?.resources?.autoScalingGroups ?? []) {
      await autoscaling.deleteAutoScalingGroup({ AutoScalingGroupName: asg, ForceDelete: true });
    }
  }
  await eks.deleteCluster({ name });
  await ec2.deleteSecurityGroup({ GroupId: String(state.vpc.clusterSecurityGroupId) });
  const host = state.issuer.replace('https://', '');
  const arn = `arn:aws:iam::123456789012:oidc-provider/${host}`;
  await iam.deleteOpenIDConnectProvider({ OpenIDConnectProviderArn: arn });
  eksState(account).delete(name);
}

function fileOf({ args, cwd }: Pick<ProgramCall, 'args' | 'cwd'>): ClusterFile {
  const path = flag(args, '-f') ?? flag(args, '--config-file') ?? '';
  return parse(readFileSync(resolve(cwd ?? '', path), 'utf8')) as ClusterFile;
}

function optionsOf(call: Pick<ProgramCall, 'args' | 'cwd'>): ClusterOptions {
  const file = fileOf(call);
  const { metadata, vpc, addons, iam, managedNodeGroups, accessConfig } = file;
  const [group] = managedNodeGroups;
  return {
    name: metadata.name,
    version: metadata.version,
    ...(vpc.cidr && { cidr: vpc.cidr }),
    ...(metadata.tags.owner && { owner: metadata.tags.owner }),
    ...(metadata.tags.expires && { expires: metadata.tags.expires }),
    from: vpc.publicAccessCIDRs ?? [],
    admins: (accessConfig.accessEntries ?? []).map(({ principalARN }) => principalARN),
    addons: addons.map(({ name }) => name),
    serviceAccounts: iam.serviceAccounts.map(
      ({ metadata: { name, namespace } }) => `${namespace}/${name}`,
    ),
    ...(group && {
      instanceType: group.instanceType,
      nodes: { min: group.minSize, desired: group.desiredCapacity, max: group.maxSize },
    }),
  };
}

function flag(args: readonly string[], name: string): string | undefined {
  const index = args.indexOf(name);
  if (index !== -1) return args[index + 1];
  return args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
}

function known(clusters: Map<string, ClusterOnAws>, name = ''): ClusterOnAws {
  const cluster = clusters.get(name);
  if (!cluster) throw new Error(`the eksctl of the test knows no cluster ${name}`);
  return cluster;
}

import type { Aws } from '../../aws/clients.ts';
import { nodesOutputs } from '../../eksctl/cloudformation/nodes.ts';
import { rolesOutputs } from '../../eksctl/cloudformation/roles.ts';
import { deploy } from '../../aws/stacks/deploy.ts';
import { templateFiles } from '../../eksctl/cloudformation/files.ts';
import { findCluster } from '../../aws/find-cluster.ts';
import { CLUSTERS, DIST } from '../../config/places.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import type { KeyPath } from '../../config/key-path.ts';
import { NODE_GROUP } from '../../eksctl/node-group.ts';
import { clusterTags } from '../../eksctl/tags.ts';
import { asksForOwn } from '../../eksctl/own-parts.ts';
import { rolesStack, templateStack } from '../../eksctl/stack-names.ts';
import { checkedFile, writeCluster } from '../../synth/one-cluster.ts';
import type { Plan, Step } from '../../terminal/plan.ts';
import { commandLine, show } from '../../aws/programs/call.ts';
import { asksForNone } from './asks-for-none.ts';
import { type State, stateOf } from './state.ts';
import { refuseUnwritable, writeKeys } from '../../config/edit/write-keys.ts';

type Keys = readonly (readonly [KeyPath, string | number])[];

const CLUSTER_ROLE = ['roles', 'cluster'];
const NODE_ROLE = ['roles', 'node'];
const ID = ['nodes', 'launchTemplate', 'id'];
const VERSION = ['nodes', 'launchTemplate', 'version'];

/** What the steps work on: the account, and the cluster file, which they write the ids into. */
interface Work {
  readonly aws: Aws;
  readonly file: string;
  readonly config: ClusterConfig;
}

/** The chapter's steps for one's own roles and launch template, in the order that works; what is done is left out. */
export async function launchTemplatePlan(work: Work): Promise<Plan> {
  const { config, file } = work;
  const { name, region, nodes, roles } = config;
  if (!asksForOwn(config)) throw asksForNone(`${file} does not ask for its own launch template`);
  refuseUnwritable(file, likely(config));
  const state = await stateOf(work.aws, config);
  return {
    title: `Make ${wanted(config)} of ${name} in ${region}`,
    steps: [
      ...(roles.own ? [rolesStep(work)] : []),
      ...(nodes.launchTemplate.own ? templateSteps(work, state) : []),
    ],
    notes: [
      ...(roles.own && !nodes.launchTemplate.own ? [`Then: npm run up -- --cluster ${name}`] : []),
      ...(nodes.launchTemplate.own
        ? [
            "The template names no security group: the nodes get the cluster's own.",
            `For a node port, afterwards: npm run nodeport -- open --cluster ${name}`,
          ]
        : []),
      ...(nodes.launchTemplate.own && !state.cluster
        ? ['A cluster is billed from its creation: npm run capacity says how much.']
        : []),
    ],
  };
}

function wanted({ nodes, roles }: ClusterConfig): string {
  const all = [
    ...(roles.own ? ['the roles'] : []),
    ...(nodes.launchTemplate.own ? ['the launch template and the node group'] : []),
  ];
  return all.join(', ');
}

// What will be written, as far as its form goes: the ids come of the steps.
function likely({ nodes, roles }: ClusterConfig): Keys {
  const arn = 'arn:aws:iam::111122223333:role/role';
  return [
    ...(roles.own
      ? ([
          [CLUSTER_ROLE, arn],
          [NODE_ROLE, arn],
        ] as const)
      : []),
    ...(nodes.launchTemplate.own
      ? ([
          [ID, 'lt-0123456789abcdef0'],
          [VERSION, 1],
        ] as const)
      : []),
  ];
}

function rolesStep(work: Work): Step {
  const { config } = work;
  return {
    what: `Deploy the stack ${rolesStack(config.name)}: the control plane's role and the nodes'; write their ARNs into ${work.file}`,
    run: async () => {
      const outputs = await deployed(work, rolesStack(config.name), 'cloudformation/roles.yaml');
      await written(work, [
        [CLUSTER_ROLE, outputs[rolesOutputs.cluster] ?? ''],
        [NODE_ROLE, outputs[rolesOutputs.node] ?? ''],
      ]);
    },
  };
}

function templateSteps(work: Work, { cluster, group }: State): Step[] {
  const { config } = work;
  const { name } = config;
  const path = `dist/${name}/eksctl/cluster.yaml`;
  const create = ['create', 'cluster', '-f', path, '--without-nodegroup'];
  return [
    ...(cluster
      ? []
      : [
          {
            what: 'Create the cluster without nodes; about 15 minutes',
            commands: [commandLine('eksctl', create)],
            run: async () => {
              await distWritten(name);
              await show('eksctl', create);
            },
          },
        ]),
    {
      what: `Deploy the stack ${templateStack(name)}: the launch template; write its id and version into ${work.file}`,
      run: async () => {
        const outputs = await deployed(work, templateStack(name), 'cloudformation/nodes.yaml');
        await written(work, [
          [ID, outputs[nodesOutputs.id] ?? ''],
          [VERSION, Number(outputs[nodesOutputs.version])],
        ]);
      },
    },
    group ? upgradeStep(work, group.launchTemplate?.version) : groupStep(path),
  ];
}

function groupStep(path: string): Step {
  const args = ['create', 'nodegroup', '-f', path];
  return {
    what: `Create the node group ${NODE_GROUP} from the template; about 5 minutes`,
    commands: [commandLine('eksctl', args)],
    run: () => show('eksctl', args),
  };
}

function upgradeStep({ config: { name, region } }: Work, present: string | undefined): Step {
  const args = (version: string) => [
    'upgrade',
    'nodegroup',
    '--cluster',
    name,
    '--region',
    region,
    '--name',
    NODE_GROUP,
    '--launch-template-version',
    version,
  ];
  return {
    what: `Replace the nodes, if the template has a newer version than theirs (${present ?? 'unknown'})`,
    commands: [commandLine('eksctl', args('VERSION'))],
    run: async () => {
      const { nodes } = await distWritten(name);
      const version = String(nodes.launchTemplate.version ?? '');
      if (version === present) console.log(`the nodes have version ${version} already`);
      else await show('eksctl', args(version));
    },
  };
}

/** Brings dist/<name> up to date with the cluster file as it stands by now: an earlier step may have written into it. */
async function distWritten(name: string): Promise<ClusterConfig> {
  const output = checkedFile(CLUSTERS, name);
  writeCluster(DIST, output);
  return output.config;
}

async function deployed(
  { aws, config: before }: Work,
  stack: string,
  path: string,
): Promise<Record<string, string>> {
  const config = await distWritten(before.name);
  const file = templateFiles(config).find((one) => one.path === path);
  if (!file) throw new Error(`${path} is not among the templates`);
  return deploy(aws, {
    stack,
    cluster: config.name,
    file,
    tags: clusterTags(config),
    parameters: file.object.Parameters ? await clusterParameters(aws, config) : {},
  });
}

async function clusterParameters(aws: Aws, { name }: ClusterConfig) {
  const cluster = await findCluster(aws, name);
  return {
    ClusterEndpoint: cluster?.endpoint ?? '',
    ClusterCertificate: cluster?.certificateAuthority?.data ?? '',
    ServiceRange: cluster?.kubernetesNetworkConfig?.serviceIpv4Cidr ?? '',
  };
}

async function written({ file, config }: Work, keys: Keys): Promise<void> {
  const changed = writeKeys(file, keys);
  for (const line of changed) console.log(`${file}: ${line}`);
  if (changed.length > 0) await distWritten(config.name);
}

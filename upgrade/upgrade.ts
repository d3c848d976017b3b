import type { Aws } from '../aws/clients.ts';
import { existingCluster } from '../aws/find-cluster.ts';
import { waitFor } from '../aws/wait.ts';
import type { ClusterConfig } from '../config/schema.ts';
import type { Plan, Step } from '../plan/plan.ts';
import { commandLine, show } from '../programs/call.ts';
import { UsageError } from '../scripts/shared/usage-error.ts';
import type { Synthesized } from '../synthesize.ts';
import { minorOf } from '../tables/kubernetes.ts';
import { fluxOrder } from './flux-order.ts';
import { applySteps } from '../up/apply.ts';
import { distStep } from '../up/dist.ts';
import { rolloutStep } from '../up/rollouts.ts';
import type { Readiness } from './readiness.ts';
import { minor } from './refuse.ts';
import { olderAddons, type Part, type Running } from './running.ts';

const DIST = 'dist';
const LONGEST_MS = 90 * 60_000;

/** What brings a cluster to its file's minor, from wherever an earlier run has come. */
export async function upgradePlan(
  aws: Aws,
  output: Synthesized,
  running: Running,
  { notes }: Readiness,
): Promise<Plan> {
  const { config } = output;
  const { name, region, kubernetes: target } = config;
  const steps = [
    ...controlPlaneSteps(aws, config, running),
    ...running.nodeGroups.flatMap((group) => nodeSteps(aws, config, group)),
    ...(await addonSteps(aws, output, running)),
    ...manifestSteps(aws, output, running),
  ];
  const { controlPlane, nodeGroups, autoscaler } = running;
  return {
    title: `Bring ${name} in ${region} to Kubernetes ${target}`,
    steps,
    notes: [
      `It runs: control plane ${controlPlane.version}, nodes ${nodeGroups.map((group) => `${group.name} ${group.version}`).join(', ') || 'none'}, autoscaler ${autoscaler ?? 'unknown'}`,
      ...(steps.length === 0 ? [`All of ${name} is at Kubernetes ${target}.`] : []),
      ...(autoscaler && minor(autoscaler) > minor(controlPlane.version)
        ? [
            `The autoscaler ${autoscaler} is newer than its control plane: it may wait for ever and say that it is healthy.`,
          ]
        : []),
      ...(steps.some(({ what }) => what.includes('nodes')) ? nodeNotes(config) : []),
      ...notes,
      ...(steps.length > 0 ? fluxOrder(config) : []),
    ],
  };
}

function controlPlaneSteps(
  aws: Aws,
  { name, region, kubernetes: target }: ClusterConfig,
  { controlPlane }: Running,
): Step[] {
  if (controlPlane.version === target && controlPlane.status === 'ACTIVE') return [];
  // eksctl, as with all that it made: it waits, and keeps its own stack in step.
  const args = [
    'upgrade',
    'cluster',
    '--name',
    name,
    '--region',
    region,
    '--version',
    target,
    '--approve',
  ];
  return [
    {
      what: `The control plane from ${controlPlane.version} to ${target}, which takes about 10 minutes; there is no way back`,
      commands: [commandLine('eksctl', args)],
      run: async () => {
        await untilActive(aws, name, region);
        const { version } = await existingCluster(aws, { name, region });
        if (version !== target) await show('eksctl', args);
        await untilActive(aws, name, region);
        const now = await existingCluster(aws, { name, region });
        if (now.version === target) return;
        throw new UsageError(
          `the control plane is still at ${now.version}`,
          `what eksctl says is above; npm run status -- --cluster ${name} shows its health`,
        );
      },
    },
  ];
}

function nodeSteps(
  aws: Aws,
  { name, region, kubernetes: target }: ClusterConfig,
  group: Part,
): Step[] {
  if (group.version === target && group.status === 'ACTIVE') return [];
  const args = [
    'upgrade',
    'nodegroup',
    '--cluster',
    name,
    '--region',
    region,
    '--name',
    group.name,
    '--kubernetes-version',
    target,
  ];
  return [
    {
      what: `The nodes of ${group.name} from ${group.version} to ${target}, one after another`,
      commands: [commandLine('eksctl', args)],
      run: async () => {
        if ((await untilGroupActive(aws, name, group.name)) === target) return;
        await show('eksctl', args);
        const now = await untilGroupActive(aws, name, group.name);
        if (now === target) return;
        throw new UsageError(
          `the nodes of ${group.name} are still at ${now}`,
          `a PodDisruptionBudget may hold a node (kubectl get pdb -A); then: ${commandLine('eksctl', [...args, '--force-upgrade'])}`,
        );
      },
    },
  ];
}

async function addonSteps(
  aws: Aws,
  { config, clusterConfig }: Synthesized,
  { addons }: Running,
): Promise<Step[]> {
  const { name, region, kubernetes: target } = config;
  const wanted = new Map(
    (clusterConfig?.object.addons ?? []).flatMap(({ name: addon, version }): [string, string][] =>
      version === undefined ? [] : [[String(addon), String(version)]],
    ),
  );
  const older = await olderAddons(aws, addons, target, wanted);
  if (older.length === 0) return [];
  // A file without an addon's version keeps the one that runs, so each is asked for by name.
  const calls = older.map((addon) => [
    'update',
    'addon',
    '--cluster',
    name,
    '--region',
    region,
    '--name',
    addon.name,
    '--version',
    wanted.get(addon.name) ?? 'latest',
    '--wait',
  ]);
  return [
    {
      what: `The addons: ${older.map((addon) => `${addon.name} ${addon.from} to ${addon.to}`).join(', ')}`,
      commands: calls.map((args) => commandLine('eksctl', args)),
      run: async () => {
        for (const args of calls) await show('eksctl', args);
      },
    },
  ];
}

// An autoscaler that is newer than its cluster waits for kinds that the old API server doesn't have: it comes last.
function manifestSteps(aws: Aws, output: Synthesized, { autoscaler }: Running): Step[] {
  const { config } = output;
  const write = distStep(output, DIST);
  const isThere = autoscaler === minorOf(config.kubernetes).autoscaler;
  if (isThere && !write) return [];
  const rollout = rolloutStep(aws, output);
  return [
    ...(write ? [write] : []),
    ...applySteps(aws, output, `${DIST}/${config.name}`),
    ...(rollout ? [rollout] : []),
  ];
}

function nodeNotes({ name, jenkins, sockShop }: ClusterConfig): string[] {
  return [
    ...(jenkins.enabled
      ? [
          `Jenkins is a bare Pod and goes with its node; applying dist/${name}/jenkins brings it back.`,
        ]
      : []),
    ...(sockShop.enabled && sockShop.storage === 'ephemeral'
      ? ["The shop's data goes with its pods (sockShop.storage: ephemeral)."]
      : []),
  ];
}

async function untilActive(aws: Aws, name: string, region: string): Promise<void> {
  await waitFor({
    what: `${name} to be ACTIVE`,
    ask: async () => (await existingCluster(aws, { name, region })).status ?? '',
    isThere: (status) => status === 'ACTIVE',
    words: (status) => `control plane: ${status}`,
    longestMs: LONGEST_MS,
    fix: `see what holds it: npm run status -- --cluster ${name}`,
  });
}

async function untilGroupActive(aws: Aws, name: string, group: string): Promise<string> {
  const eks = await aws.eks();
  const { nodegroup } = await waitFor({
    what: `the node group ${group} to be ACTIVE`,
    ask: () => eks.describeNodegroup({ clusterName: name, nodegroupName: group }),
    isThere: (answer) => answer.nodegroup?.status !== 'UPDATING',
    words: (answer) => `node group ${group}: ${answer.nodegroup?.status}`,
    longestMs: LONGEST_MS,
    fix: `see what holds it: npm run status -- --cluster ${name}`,
  });
  return nodegroup?.version ?? '';
}

import type { Aws } from '../../aws/clients.ts';
import type { Kubectl } from '../../aws/kubectl.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { NODE_GROUP } from '../../eksctl/node-group.ts';
import { kustomizationsOf, suspendArguments } from '../../aws/flux.ts';
import type { Plan, Step } from '../../terminal/plan.ts';
import { commandLine } from '../../aws/programs/call.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { autoscalerReplicas, scaleArguments } from './autoscaler.ts';
import { barePods } from './bare-pods.ts';
import { groupsOf, hasSize, resize, type Size, sizeWords } from './node-groups.ts';
import { readyNodes, readyNodesStep } from './ready-nodes.ts';
import { billLines } from './still-billed.ts';

/** What gives a paused cluster the cluster file's nodes back. */
export async function resumePlan(aws: Aws, config: ClusterConfig, kubectl: Kubectl): Promise<Plan> {
  const { name, region, nodes } = config;
  const size: Size = { min: nodes.min, desired: nodes.desired, max: nodes.max };
  const groups = await groupsOf(aws, name);
  const group = groups.find((one) => one.name === NODE_GROUP);
  if (!group) {
    throw new UsageError(
      `${name} has no node group ${NODE_GROUP}`,
      `npm run up -- --cluster ${name} makes what is missing`,
    );
  }
  // One that works within other limits of its own is the autoscaler's business.
  const isThere =
    hasSize(group, size) || (group.size.min === size.min && group.size.max === size.max);
  const refusal = await kubectl.refusal();
  const waking = refusal ? [] : await wakingSteps(kubectl);
  const others = groups.filter((one) => one !== group);
  const wanted = [isThere ? group.size : size, ...others.map((one) => one.size)];
  const coming = refusal
    ? []
    : await comingSteps(name, kubectl, wanted, !isThere || waking.length > 0);
  const inside = [...coming, ...waking];
  const pods = refusal || !isThere ? [] : await lostPods(kubectl, config);
  return {
    title: `Resume ${name} in ${region}: the nodes of clusters/${name}.yaml`,
    steps: [
      ...(isThere
        ? []
        : [
            {
              what: `Give ${NODE_GROUP} its nodes back: ${sizeWords(size)} instead of ${sizeWords(group.size)}`,
              run: () => resize(aws, name, NODE_GROUP, size),
            },
          ]),
      ...inside,
    ],
    notes: [
      ...(isThere && inside.length === 0
        ? [`${name} has its nodes: ${sizeWords(group.size)}.`]
        : []),
      ...(refusal ? unreachable(name, refusal) : []),
      ...(config.jenkins.enabled && (!isThere || pods.length > 0)
        ? [
            `Jenkins is a bare Pod, so it does not come back by itself: kubectl apply -f dist/${name}/jenkins`,
          ]
        : []),
      '',
      `From then on you pay in ${region} for:`,
      ...billLines(config, nodes.desired),
    ],
  };
}

// Also after a run that ended while it waited: what starts nodes comes when those that are to be there are.
async function comingSteps(
  name: string,
  kubectl: Kubectl,
  sizes: readonly Size[],
  isAwaited: boolean,
): Promise<Step[]> {
  const wanted = sizes.reduce((sum, { desired }) => sum + desired, 0);
  if (!isAwaited || (await readyNodes(kubectl)) >= wanted) return [];
  return [readyNodesStep(name, kubectl, wanted)];
}

async function wakingSteps(kubectl: Kubectl): Promise<Step[]> {
  const kustomizations = (await kustomizationsOf(kubectl)).filter(({ suspended }) => suspended);
  const replicas = await autoscalerReplicas(kubectl);
  return [
    ...(replicas === 0
      ? [
          {
            what: 'Start the autoscaler again',
            commands: [commandLine('kubectl', scaleArguments(1))],
            run: () => kubectl.show(scaleArguments(1)),
          },
        ]
      : []),
    ...(kustomizations.length > 0
      ? [
          {
            what: 'Let Flux look after the cluster again',
            commands: kustomizations.map((one) =>
              commandLine('kubectl', suspendArguments(one, false)),
            ),
            run: async () => {
              for (const one of kustomizations) await kubectl.show(suspendArguments(one, false));
            },
          },
        ]
      : []),
  ];
}

async function lostPods(kubectl: Kubectl, { jenkins, owner }: ClusterConfig): Promise<string[]> {
  const pod = `${owner}-bc-svc/jenkins`;
  return jenkins.enabled && !(await barePods(kubectl)).includes(pod) ? [pod] : [];
}

function unreachable(name: string, refusal: string): string[] {
  return [
    `The Kubernetes API can't be used from here (${refusal}), so the autoscaler is not started. Has your address changed?`,
    `  npm run allow-me -- --cluster ${name} --apply, and run this again; or ${commandLine('kubectl', scaleArguments(1))}`,
  ];
}

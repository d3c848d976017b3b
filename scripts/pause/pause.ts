import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from '../../aws/clients.ts';
import type { Kubectl } from '../../aws/kubectl.ts';
import type { Target } from '../shared/target.ts';
import { commandLine } from '../../aws/programs/call.ts';
import { kustomizationsOf, suspendArguments } from '../../aws/flux.ts';
import type { Plan, Step } from '../../terminal/plan.ts';
import { autoscalerReplicas, scaleArguments, stopAutoscaler } from './autoscaler.ts';
import { barePods } from './bare-pods.ts';
import { type Group, groupsOf, hasSize, resize, sizeWords } from './node-groups.ts';
import { billLines } from './still-billed.ts';

/** No node; a managed group's maximum is one at least, and so low that little comes of a stray autoscaler. */
const PAUSED = { min: 0, desired: 0, max: 1 } as const;

/** What takes every node of a cluster away, and leaves the rest as it is. */
export async function pausePlan(
  aws: Aws,
  target: Target,
  cluster: Cluster,
  kubectl: Kubectl,
): Promise<Plan> {
  const { name, region } = target;
  const groups = (await groupsOf(aws, name)).filter((group) => !hasSize(group, PAUSED));
  const title = `Pause ${name} in ${region}: no nodes, everything else stays`;
  if (groups.length === 0) {
    return { title, steps: [], notes: [`${name} has no nodes already.`, ...notes(target, [])] };
  }
  const refusal = await kubectl.refusal();
  const inside = refusal
    ? { steps: [], notes: unreachable(cluster, refusal) }
    : await within(kubectl);
  return {
    title,
    steps: [...inside.steps, ...groups.map((group) => resizeStep(aws, name, group))],
    notes: notes(target, inside.notes),
  };
}

async function within(kubectl: Kubectl): Promise<{ steps: Step[]; notes: string[] }> {
  const kustomizations = (await kustomizationsOf(kubectl)).filter(({ suspended }) => !suspended);
  const replicas = await autoscalerReplicas(kubectl);
  const lost = await barePods(kubectl);
  return {
    steps: [
      ...(kustomizations.length > 0
        ? [
            {
              what: 'Suspend Flux, which would start the autoscaler again',
              commands: kustomizations.map((one) =>
                commandLine('kubectl', suspendArguments(one, true)),
              ),
              run: async () => {
                for (const one of kustomizations) await kubectl.show(suspendArguments(one, true));
              },
            },
          ]
        : []),
      ...(replicas
        ? [
            {
              what: 'Stop the autoscaler, which would start nodes for the pods that lose theirs',
              commands: [commandLine('kubectl', scaleArguments(0))],
              run: () => stopAutoscaler(kubectl),
            },
          ]
        : []),
    ],
    notes:
      lost.length > 0
        ? [`Nothing brings these pods back by itself: ${lost.join(', ')}. npm run resume says how.`]
        : [],
  };
}

function resizeStep(aws: Aws, cluster: string, { name, size }: Group): Step {
  return {
    what: `Remove the nodes of ${name}: ${sizeWords(PAUSED)} instead of ${sizeWords(size)}`,
    run: () => resize(aws, cluster, name, PAUSED),
  };
}

function unreachable({ name }: Cluster, refusal: string): string[] {
  return [
    `The Kubernetes API can't be used from here (${refusal}), so the autoscaler is not stopped: while its pod still has a`,
    `node, it may start one node again, but not more. Has your address changed? npm run allow-me -- --cluster ${name} --apply`,
  ];
}

function notes({ name, region, config }: Target, more: readonly string[]): string[] {
  const bill = config ? billLines(config, 0) : [];
  const resume = config
    ? `npm run resume -- --cluster ${name} --yes`
    : `npm run resume, which needs the cluster file of ${name} for its numbers`;
  return [
    ...more,
    'A node has 15 minutes to move its pods. Then AWS removes it, whatever a PodDisruptionBudget says.',
    ...(config?.sockShop.enabled && config.sockShop.storage === 'ephemeral'
      ? [
          'The shop loses its data with its pods (sockShop.storage: ephemeral); it starts as at the beginning.',
        ]
      : []),
    ...(bill.length > 0
      ? ['', `While ${name} is paused, you still pay in ${region} for:`, ...bill]
      : ['The control plane, load balancers, addresses and volumes are still billed.']),
    '',
    `Back again: ${resume}`,
  ];
}

import { autoscalerOf } from '../../checks/capacity/autoscaler.ts';
import { nodeGroupOf, type NodeGroup } from '../../checks/capacity/node-group.ts';
import { ControlPlaneError, type ControlPlane } from '../../control-plane/control-plane.ts';
import { appliedFolders } from '../../output/kustomization.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { minorOf } from '../../tables/kubernetes.ts';
import { type Applied, apply } from './apply.ts';
import { readBudgets } from './budgets.ts';
import { drainToMinimum } from './drain.ts';
import { type LiveNode, readAll, isUp } from '../shared/live-objects.ts';
import type { LiveLine } from '../shared/live-line.ts';
import { computedMinimum, type Minimum, scheduledMinimum } from './minimum.ts';
import { type NodeUse, nodeUses } from './node-use.ts';
import { createPrerequisites } from '../../synth/prerequisites.ts';
import { type ScaleDown, scaleDowns } from './scale-down.ts';
import { settle, type Settled } from './settle.ts';
import { type Stuck } from './stuck.ts';

/** What a rehearsal has shown. */
export interface Rehearsal {
  readonly cluster: string;
  /** The cluster's own minor. */
  readonly kubernetes: string;
  /** The version that it was rehearsed on. */
  readonly rehearsedOn: string;
  readonly manifestsOnly: boolean;
  readonly instanceType: string;
  /** What was created that a person creates by a command. */
  readonly prerequisites: readonly string[];
  readonly applied: Applied;
  readonly pods: { readonly all: number; readonly up: number };
  readonly pending: readonly Stuck[];
  readonly refused: readonly Stuck[];
  readonly nodes: readonly NodeUse[];
  readonly scaleDown: readonly ScaleDown[];
  /** What the autoscaler's flags say, where there is one. */
  readonly autoscaler?: { readonly threshold: number; readonly unneededTime: string };
  readonly minimum: Minimum;
}

/** How far a rehearsal goes. */
export interface RehearsalOptions {
  /** Whether nodes are drained down to the minimum in the end; otherwise that is computed. */
  readonly drain: boolean;
}

/** Applies a cluster's manifests from their folder to a control plane that stands in for it, and looks at what becomes of them. */
export async function rehearse(
  plane: ControlPlane,
  synthesized: Synthesized,
  manifests: string,
  { drain }: RehearsalOptions,
  progress: LiveLine,
): Promise<Rehearsal> {
  const { config, minor } = synthesized;
  const group = groupOf(synthesized);
  const prerequisites = await createPrerequisites(plane, synthesized);
  for (const made of prerequisites) {
    progress.line(`${made}: created, with a random value that exists only in this rehearsal`);
  }
  const folders = appliedFolders(synthesized.files);
  const applyAll = () => apply(plane.kubectl, folders, manifests);
  const applied = await progress.step(`kubectl apply of ${folders.join(', ')}`, applyAll);
  const settled = await settle(plane.api, (text) => progress.show(text));
  progress.clear();

  const { pods } = settled.live;
  const nodes = nodeUses(await readAll<LiveNode>(plane.api, '/api/v1/nodes'), pods);
  const autoscaler = autoscalerOf(synthesized);
  const budgets = await readBudgets(plane.api);
  const scaleDown = scaleDowns(nodes, {
    autoscaler,
    budgets,
    minor,
    min: group.min,
    each: group.each,
  });
  return {
    cluster: config.name,
    kubernetes: minor,
    rehearsedOn: minorOf(plane.version).release,
    manifestsOnly: config.manifestsOnly,
    instanceType: group.instanceType,
    prerequisites,
    applied,
    pods: { all: pods.length, up: pods.filter(isUp).length },
    pending: settled.pending,
    refused: settled.refused,
    nodes,
    scaleDown,
    ...(autoscaler && {
      autoscaler: { threshold: autoscaler.threshold, unneededTime: autoscaler.unneededTime },
    }),
    minimum: await minimumOf(nodes.length, group, settled, drain, () =>
      drainToMinimum(plane, group.min, scaleDown, applyAll, progress),
    ),
  };
}

/** Whether everything was taken, runs, and fits on the minimum. */
export function isFine({ applied, pending, refused, minimum }: Rehearsal): boolean {
  return applied.errors.length + pending.length + refused.length === 0 && minimum.fits;
}

function groupOf(synthesized: Synthesized): NodeGroup {
  const group = nodeGroupOf(synthesized);
  if (group) return group;
  throw new ControlPlaneError('a rehearsal needs one node group, of a known instance type');
}

async function minimumOf(
  count: number,
  group: NodeGroup,
  { live, pending, refused }: Settled,
  drain: boolean,
  drained: () => Promise<Minimum>,
): Promise<Minimum> {
  if (count === group.min) {
    return scheduledMinimum(
      count,
      live.pods.filter((pod) => !isUp(pod)),
    );
  }
  const settledWell = pending.length + refused.length === 0;
  return drain && count > group.min && settledWell ? drained() : computedMinimum(live.pods, group);
}

import type { Allocatable } from '../../checks/capacity/allocatable.ts';
import type { Autoscaler } from '../../checks/capacity/autoscaler.ts';
import { blockerOf } from '../../checks/capacity/blockers.ts';
import type { Budget } from '../../checks/capacity/budgets.ts';
import { plus } from '../../checks/capacity/place.ts';
import { spread } from '../../checks/capacity/spread.ts';
import type { KubernetesVersion } from '../../tables/kubernetes.ts';
import type { NodeUse } from './node-use.ts';

/** Whether the autoscaler would take a node away. */
export interface ScaleDown {
  readonly node: string;
  /** The larger share of CPU or memory that is asked for, as the autoscaler counts it. */
  readonly used: number;
  /** Everything that keeps the node; nothing when it may go. */
  readonly blockers: readonly string[];
}

/** The rules that scale-downs are judged by. */
export interface ScaleDownRules {
  readonly autoscaler?: Autoscaler;
  readonly budgets: readonly Budget[];
  readonly minor: KubernetesVersion;
  readonly min: number;
  /** What an empty node of the group has. */
  readonly each: Allocatable;
}

/** What would block the scale-down of each node, by the autoscaler's published rules and live objects. */
export function scaleDowns(nodes: readonly NodeUse[], rules: ScaleDownRules): ScaleDown[] {
  return nodes.map((node) => {
    const used = utilisation(node, rules.autoscaler);
    return { node: node.name, used, blockers: blockers(nodes, node, used, rules) };
  });
}

function blockers(
  nodes: readonly NodeUse[],
  node: NodeUse,
  used: number,
  { autoscaler, budgets, minor, min, each }: ScaleDownRules,
): string[] {
  if (!autoscaler) return ['there is no autoscaler'];
  const reasons = node.pods.flatMap((pod) => blockerOf(pod, autoscaler, budgets, minor) ?? []);
  if (!autoscaler.scalesDown) reasons.push('the autoscaler may not scale down');
  if (used >= autoscaler.threshold) {
    reasons.push(`is used to ${percent(used)}, not below ${percent(autoscaler.threshold)}`);
  }
  if (nodes.length <= min) reasons.push('there are only as many nodes as the minimum');
  else if (!fitsElsewhere(nodes, node, each)) reasons.push('its pods fit on no other node');
  return [...new Set(reasons)];
}

function fitsElsewhere(nodes: readonly NodeUse[], node: NodeUse, each: Allocatable): boolean {
  const pods = node.pods.filter(({ owner }) => owner !== 'DaemonSet');
  const others = nodes.filter((other) => other !== node);
  return spread(pods, others, each).waiting.length === 0;
}

function utilisation({ pods, cpu, memory }: NodeUse, autoscaler: Autoscaler | undefined): number {
  const daemons = autoscaler?.skipsDaemonSets
    ? pods.filter(({ owner }) => owner === 'DaemonSet')
    : [];
  const own = daemons.reduce(plus, { cpu: 0, memory: 0, pods: 0, volumes: 0 });
  return Math.max(
    (cpu.requested - own.cpu) / (cpu.allocatable - own.cpu || 1),
    (memory.requested - own.memory) / (memory.allocatable - own.memory || 1),
  );
}

/** `59%` */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

import type { PodDemand } from '../../checks/capacity/demand.ts';
import { type Node, plus } from '../../checks/capacity/place.ts';
import { parseBytes, parseMillicores } from '../../checks/capacity/quantities.ts';
import type { LiveNode, LivePod } from '../shared/live-objects.ts';
import { demandOfPod } from './live-demand.ts';

/** One resource of a node: what its pods ask for, and what they may. */
export interface Use {
  readonly requested: number;
  readonly allocatable: number;
}

/** A node and what is on it. */
export interface NodeUse extends Node {
  readonly name: string;
  readonly zone: string;
  readonly cpu: Use;
  readonly memory: Use;
  readonly maxPods: number;
}

/** What each node holds: DaemonSets and EKS's own pods included. */
export function nodeUses(nodes: readonly LiveNode[], pods: readonly LivePod[]): NodeUse[] {
  return nodes.map((node) => nodeUse(node, pods.filter((pod) => isOn(pod, node)).map(demandOfPod)));
}

function nodeUse({ metadata, status }: LiveNode, pods: readonly PodDemand[]): NodeUse {
  const used = pods.reduce(plus, { cpu: 0, memory: 0, pods: 0, volumes: 0 });
  const { cpu, memory, pods: maxPods } = status.allocatable;
  return {
    name: metadata.name,
    zone: metadata.labels?.['topology.kubernetes.io/zone'] ?? '',
    pods,
    used,
    cpu: { requested: used.cpu, allocatable: parseMillicores(cpu) ?? 0 },
    memory: { requested: used.memory, allocatable: parseBytes(memory) ?? 0 },
    maxPods: Number(maxPods ?? 0),
  };
}

// A pod that is done no longer counts, as for the scheduler.
function isOn({ spec, status }: LivePod, { metadata }: LiveNode): boolean {
  return spec.nodeName === metadata.name && !['Succeeded', 'Failed'].includes(status.phase ?? '');
}

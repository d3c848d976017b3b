import type { Allocatable } from '../../../checks/capacity/allocatable.ts';
import type { PodDemand } from '../../../checks/capacity/demand.ts';
import type { Node } from '../../../checks/capacity/place.ts';
import { spread } from '../../../checks/capacity/spread.ts';

/**
 * How many nodes an autoscaler adds for pods that found no place: as few as hold them, and no more than it may. What the
 * scheduler can put on the nodes that are there needs none, and what no empty node holds gets none.
 */
export function nodesToAdd(
  unschedulable: readonly PodDemand[],
  nodes: readonly Node[],
  each: Allocatable,
  most: number,
): number {
  const { waiting } = spread(unschedulable, nodes, each);
  const homeless = spread(waiting, emptyNodes(waiting.length), each).waiting.length;
  if (waiting.length === homeless) return 0;
  for (let more = 1; more < most; more += 1) {
    if (spread(waiting, emptyNodes(more), each).waiting.length === homeless) return more;
  }
  return Math.max(0, most);
}

function emptyNodes(count: number): Node[] {
  const used = { cpu: 0, memory: 0, pods: 0, volumes: 0 };
  return Array.from({ length: count }, () => ({ pods: [], used }));
}

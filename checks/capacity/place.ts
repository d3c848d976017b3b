import type { Allocatable } from './allocatable.ts';
import type { Demand, PodDemand } from './demand.ts';
import { admits } from './node-selection.ts';

/** The nodes to place on: all alike. */
export interface NodeShape {
  readonly each: Allocatable;
  readonly labels: Readonly<Record<string, string>>;
}

/** A node with what is on it; `used` counts its DaemonSets' pods too. */
export interface Node {
  readonly pods: readonly PodDemand[];
  readonly used: Allocatable;
}

export type Lack = 'cpu' | 'memory' | 'pods' | 'volumes' | 'labels';

/** A pod that found no place, and what every node lacked for it. */
export interface Unplaced {
  readonly pod: PodDemand;
  readonly lacks: readonly Lack[];
}

export interface Placement {
  readonly nodes: readonly Node[];
  readonly unplaced: readonly Unplaced[];
  /** The DaemonSets' pods that not even an empty node holds; nothing else is placed then. */
  readonly daemonsLack: readonly Lack[];
}

const resources = ['cpu', 'memory', 'pods', 'volumes'] as const;

/** Puts the largest pods first, each on the first node that holds it: the same input gives the same places. */
export function place(
  { pods, perNode }: Demand,
  { each, labels }: NodeShape,
  count: number,
): Placement {
  const daemons = perNode.filter(({ spec }) => admits(spec, labels));
  const base = daemons.reduce(plus, { cpu: 0, memory: 0, pods: 0, volumes: 0 });
  const daemonsLack = lacks(base, each);
  if (daemonsLack.length > 0) {
    return { nodes: [], unplaced: pods.map((pod) => ({ pod, lacks: daemonsLack })), daemonsLack };
  }
  const nodes = Array.from({ length: count }, () => ({ pods: [...daemons], used: base }));
  const unplaced: Unplaced[] = [];
  for (const pod of largestFirst(pods, each)) {
    if (!admits(pod.spec, labels)) {
      unplaced.push({ pod, lacks: ['labels'] });
      continue;
    }
    const node = nodes.find(({ used }) => lacks(plus(used, pod), each).length === 0);
    if (node) {
      node.pods.push(pod);
      node.used = plus(node.used, pod);
    } else {
      unplaced.push({ pod, lacks: commonLacks(pod, nodes, each) });
    }
  }
  return { nodes, unplaced, daemonsLack: [] };
}

/** What a node uses once it holds one more pod. */
export function plus(used: Allocatable, pod: PodDemand): Allocatable {
  return {
    cpu: used.cpu + pod.cpu,
    memory: used.memory + pod.memory,
    pods: used.pods + 1,
    volumes: used.volumes + pod.volumes,
  };
}

/** What a node has too little of. */
export function lacks(used: Allocatable, each: Allocatable): Lack[] {
  return resources.filter((resource) => used[resource] > each[resource]);
}

function largestFirst(pods: readonly PodDemand[], each: Allocatable): PodDemand[] {
  const share = ({ cpu, memory, volumes }: PodDemand) =>
    Math.max(cpu / each.cpu, memory / (each.memory || 1), volumes / each.volumes);
  return [...pods].sort((a, b) => share(b) - share(a) || (a.name < b.name ? -1 : 1));
}

function commonLacks(pod: PodDemand, nodes: readonly Node[], each: Allocatable): Lack[] {
  const perNode = nodes.map(({ used }) => lacks(plus(used, pod), each));
  return resources.filter((resource) => perNode.some((lacking) => lacking.includes(resource)));
}

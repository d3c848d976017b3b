import type { Allocatable } from './allocatable.ts';
import type { PodDemand } from './demand.ts';
import { lacks, type Node, plus } from './place.ts';

// What the scheduler's scoring takes for a pod that asks for nothing.
const UNSTATED = { cpu: 100, memory: 200 * 2 ** 20 };

interface Scored extends Node {
  /** Usage as the scheduler scores it. */
  readonly scored: { readonly cpu: number; readonly memory: number };
}

/**
 * Puts each pod on the emptiest node that holds it, as kube-scheduler does by default; a pod that fits nowhere is
 * returned as waiting. The nodes that were given aren't changed.
 */
export function spread(
  pods: readonly PodDemand[],
  given: readonly Node[],
  each: Allocatable,
): { readonly nodes: readonly Node[]; readonly waiting: readonly PodDemand[] } {
  const nodes = given.map((node): Scored => ({ ...node, scored: scoreOf(node.pods) }));
  const waiting: PodDemand[] = [];
  for (const pod of pods) {
    let best = -1;
    let bestScore = -Infinity;
    nodes.forEach((node, index) => {
      if (lacks(plus(node.used, pod), each).length > 0) return;
      const score = emptiness(node, pod, each);
      if (score > bestScore + 1e-9) [best, bestScore] = [index, score];
    });
    const node = nodes[best];
    if (node) nodes[best] = withPod(node, pod);
    else waiting.push(pod);
  }
  return { nodes: nodes.map(({ pods: held, used }) => ({ pods: held, used })), waiting };
}

function withPod(node: Scored, pod: PodDemand): Scored {
  return {
    pods: [...node.pods, pod],
    used: plus(node.used, pod),
    scored: add(node.scored, pod),
  };
}

// Free share of CPU and memory (LeastAllocated), evenness of both (BalancedAllocation), and distance from pods of
// the same owner (the default topology spread), each as heavy as in the scheduler's default profile.
function emptiness({ scored, pods }: Scored, pod: PodDemand, each: Allocatable): number {
  const after = add(scored, pod);
  const cpu = Math.min(1, after.cpu / each.cpu);
  const memory = Math.min(1, after.memory / (each.memory || 1));
  const siblings = pods.filter(({ object }) => object === pod.object).length;
  return (2 - cpu - memory) / 2 + (1 - Math.abs(cpu - memory) / 2) - 2 * siblings;
}

function scoreOf(pods: readonly PodDemand[]): Scored['scored'] {
  return pods.reduce(add, { cpu: 0, memory: 0 });
}

function add(scored: Scored['scored'], pod: PodDemand): Scored['scored'] {
  return {
    cpu: scored.cpu + (pod.cpu || UNSTATED.cpu),
    memory: scored.memory + (pod.memory || UNSTATED.memory),
  };
}

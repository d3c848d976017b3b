import type { Subject } from '../check.ts';
import type { Allocatable } from './allocatable.ts';
import { type Autoscaler, autoscalerOf } from './autoscaler.ts';
import { blockerOf } from './blockers.ts';
import { type Budget, budgetsOf } from './budgets.ts';
import type { Demand, PodDemand } from './demand.ts';
import type { NodeGroup } from './node-group.ts';
import { type Node, plus } from './place.ts';
import { admits } from './node-selection.ts';
import { shuffle } from './shuffle.ts';
import { spread } from './spread.ts';
import { totalDemand } from './total-demand.ts';
import { nodesInWords } from './words.ts';

/** One node of a cluster at rest. */
export interface NodeAtRest {
  readonly pods: number;
  /** Shares of what the node has: 0.5 is half. */
  readonly cpu: number;
  readonly memory: number;
  /** Why the autoscaler keeps it; undefined when it would take it away. */
  readonly kept?: string;
}

/** A cluster at rest with one count of nodes. */
export interface CountAtRest {
  readonly count: number;
  readonly nodes: readonly NodeAtRest[];
  /** In how many of the placements every pod found a place. */
  readonly fits: number;
  /** In how many of the placements one node goes. */
  readonly shrinks: number;
}

export interface AtRest {
  readonly autoscaler?: Autoscaler;
  readonly counts: readonly CountAtRest[];
  /** How many placements were tried: the order in which pods arrive is left to chance. */
  readonly placements: number;
  /** From the desired count: the count that it settles at, and in how many of the placements. */
  readonly settles: ReadonlyMap<number, number>;
  /** The most frequent of these. */
  readonly settlesAt: number;
  readonly why: string;
}

const PLACEMENTS = 20;

interface World {
  readonly subject: Subject;
  readonly group: NodeGroup;
  readonly each: Allocatable;
  readonly daemons: readonly PodDemand[];
  readonly pods: readonly PodDemand[];
  readonly budgets: readonly Budget[];
  readonly autoscaler?: Autoscaler;
}

/** What a cluster looks like with each count of nodes once nothing changes any more, and where it settles. */
export function atRest(subject: Subject, group: NodeGroup): AtRest {
  const world = worldOf(subject, group, totalDemand(subject));
  const counts: CountAtRest[] = [];
  for (let count = group.min; count <= Math.min(group.max, group.min + MOST_COUNTS); count++) {
    counts.push(countAtRest(world, count));
  }
  const settles = new Map<number, number>();
  const reasons = new Map<number, string>();
  for (let seed = 0; seed < PLACEMENTS; seed++) {
    const { count, why } = settle(world, seed);
    settles.set(count, (settles.get(count) ?? 0) + 1);
    if (!reasons.has(count)) reasons.set(count, why);
  }
  const [settlesAt] = [...settles].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [group.desired];
  return {
    autoscaler: world.autoscaler,
    counts,
    placements: PLACEMENTS,
    settles,
    settlesAt,
    why: reasons.get(settlesAt) ?? '',
  };
}

// A table of more lines helps nobody, and a group may have hundreds of nodes.
const MOST_COUNTS = 20;

/** One node of the placement that is shown for a count of nodes, and what is on it. */
export interface ShownNode extends NodeAtRest {
  readonly holds: readonly PodDemand[];
}

/** The placement that is shown for a count of nodes, the first of those tried, and the pods without a place. */
export function shownPlacement(
  subject: Subject,
  group: NodeGroup,
  count: number,
): { readonly nodes: readonly ShownNode[]; readonly waiting: readonly PodDemand[] } {
  const world = worldOf(subject, group, totalDemand(subject));
  const { nodes, waiting } = start(world, count, 0);
  return {
    nodes: nodes.map((node) => ({ ...describe(world, nodes, node), holds: node.pods })),
    waiting,
  };
}

function worldOf(subject: Subject, group: NodeGroup, demand: Demand): World {
  // What a Job runs is over when the cluster rests.
  const pods = demand.pods.filter(
    ({ owner, spec }) => owner !== 'Job' && admits(spec, group.labels),
  );
  return {
    subject,
    group,
    each: group.each,
    daemons: demand.perNode.filter(({ spec }) => admits(spec, group.labels)),
    pods,
    budgets: budgetsOf(subject, pods),
    autoscaler: autoscalerOf(subject),
  };
}

function countAtRest(world: World, count: number): CountAtRest {
  const starts = Array.from({ length: PLACEMENTS }, (_, seed) => start(world, count, seed));
  const nodes = starts[0]?.nodes ?? [];
  const mayShrink = count > world.group.min;
  return {
    count,
    nodes: nodes.map((node) => describe(world, nodes, node)),
    fits: starts.filter(({ waiting }) => waiting.length === 0).length,
    shrinks: starts.filter((one) => mayShrink && removable(world, one.nodes)).length,
  };
}

function start(world: World, count: number, seed: number) {
  const used = world.daemons.reduce(plus, { cpu: 0, memory: 0, pods: 0, volumes: 0 });
  const empty = Array.from({ length: count }, (): Node => ({ pods: [...world.daemons], used }));
  return spread(shuffle(world.pods, seed), empty, world.each);
}

function settle(world: World, seed: number): { count: number; why: string } {
  const { min, max, desired } = world.group;
  let count = desired;
  let { nodes, waiting } = start(world, count, seed);
  while (world.autoscaler && waiting.length > 0 && count < max) {
    count++;
    ({ nodes, waiting } = start(world, count, seed));
  }
  for (let next = removable(world, nodes); count > min && next; next = removable(world, nodes)) {
    nodes = next;
    count--;
  }
  return { count, why: whyHere(world, nodes, waiting) };
}

// The emptiest node that the autoscaler would take away, with its pods moved to the others.
function removable(world: World, nodes: readonly Node[]): readonly Node[] | undefined {
  const candidates = nodes
    .map((node) => ({ node, share: utilisation(world, node) }))
    .sort((a, b) => a.share - b.share);
  for (const { node } of candidates) {
    if (kept(world, node)) continue;
    const moved = move(world, nodes, node);
    if (moved) return moved;
  }
  return undefined;
}

function move(world: World, nodes: readonly Node[], leaving: Node): readonly Node[] | undefined {
  const pods = leaving.pods.filter(({ owner }) => owner !== 'DaemonSet');
  const others = nodes.filter((node) => node !== leaving);
  const { nodes: after, waiting } = spread(pods, others, world.each);
  return waiting.length === 0 ? after : undefined;
}

function kept(world: World, node: Node): string | undefined {
  const { autoscaler, budgets, subject } = world;
  if (!autoscaler) return 'there is no autoscaler';
  if (!autoscaler.scalesDown) return 'the autoscaler may not scale down';
  for (const pod of node.pods) {
    const blocker = blockerOf(pod, autoscaler, budgets, subject.minor);
    if (blocker) return blocker;
  }
  const share = utilisation(world, node);
  return share < autoscaler.threshold
    ? undefined
    : `is used to ${percent(share)}, not below ${percent(autoscaler.threshold)}`;
}

// The larger share of the two, DaemonSets counted on both sides unless the autoscaler was told to leave them out.
function utilisation({ autoscaler, each, daemons }: World, { used }: Node): number {
  if (!autoscaler?.skipsDaemonSets) return Math.max(used.cpu / each.cpu, used.memory / each.memory);
  const own = daemons.reduce(plus, { cpu: 0, memory: 0, pods: 0, volumes: 0 });
  return Math.max(
    (used.cpu - own.cpu) / (each.cpu - own.cpu),
    (used.memory - own.memory) / (each.memory - own.memory),
  );
}

function describe(world: World, nodes: readonly Node[], node: Node): NodeAtRest {
  const reason =
    kept(world, node) ??
    (nodes.length > world.group.min ? undefined : 'there are only as many nodes as the minimum') ??
    (move(world, nodes, node) ? undefined : 'its pods fit on no other node');
  return {
    pods: node.pods.length,
    cpu: node.used.cpu / world.each.cpu,
    memory: node.used.memory / (world.each.memory || 1),
    ...(reason !== undefined && { kept: reason }),
  };
}

function whyHere(world: World, nodes: readonly Node[], waiting: readonly PodDemand[]): string {
  const { autoscaler, group } = world;
  if (!autoscaler) return 'there is no autoscaler: nothing changes the desired count';
  if (waiting.length > 0) {
    const who = waiting.length === 1 ? '1 pod waits' : `${waiting.length} pods wait`;
    return `${who} for a place, and ${nodesInWords(group.max)} ${group.max === 1 ? 'is' : 'are'} the maximum`;
  }
  if (nodes.length <= group.min) {
    return `${nodesInWords(group.min)} ${group.min === 1 ? 'is' : 'are'} the minimum`;
  }
  return nodes
    .map((node, index) => `node ${index + 1} stays: ${describe(world, nodes, node).kept ?? '?'}`)
    .join('; ');
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

import { type About, check, type Finding, type Subject } from '../check.ts';
import { type Change, changesThatFit } from './cheapest.ts';
import type { Demand, PodDemand } from './demand.ts';
import { type NodeGroup, nodeGroupOf } from './node-group.ts';
import { type Lack, place, type Placement } from './place.ts';
import { sum } from './pod-requests.ts';
import { formatCpu, formatMemory } from './quantities.ts';
import { totalDemand } from './total-demand.ts';
import { nodesInWords } from './words.ts';

const about: About = {
  id: 'capacity',
  severity: 'broken',
  why: 'Pods that find no place on the smallest number of nodes wait as Pending.',
  remedy: 'Choose a larger instance type or more nodes, or lower the requests.',
};

export const capacity = check(about, (subject) => {
  const group = nodeGroupOf(subject);
  if (!group) return [];
  const demand = totalDemand(subject);
  const placement = place(demand, group, group.min);
  return placement.unplaced.length > 0 || placement.daemonsLack.length > 0
    ? [finding(subject, group, demand, placement)]
    : [];
});

function finding(
  { clusterConfig, config, files }: Subject,
  group: NodeGroup,
  demand: Demand,
  placement: Placement,
): Finding {
  const { instanceType, min } = group;
  const region = config?.region ?? clusterConfig?.object.metadata?.region ?? '';
  const misfits = placement.unplaced.filter(({ lacks }) => lacks.includes('labels'));
  const changes = misfits.length > 0 ? [] : changesThatFit(demand, group, region);
  const fitting = changes.filter((change) => change.instanceType !== instanceType);
  return {
    check: about.id,
    file: clusterConfig?.path ?? files[0]?.path ?? '',
    path: 'managedNodeGroups[0].instanceType',
    value: instanceType,
    message: `${verdict(group, demand, placement)}; ${needs(demand, min)}, ${has(group)}`,
    ...(fitting.length > 0 && {
      allowed: `a type that holds it on ${nodesInWords(min)}, such as ${fitting.slice(0, 3).map(nameOf).join(', ')}`,
    }),
    ...(changes.length > 0 && { fix: advice(changes, group) }),
    config: ['nodes', 'instanceType'],
  };
}

function verdict({ min }: NodeGroup, demand: Demand, { unplaced, daemonsLack }: Placement): string {
  if (daemonsLack.length > 0) {
    const daemons = demand.perNode.map(({ name }) => name).join(', ');
    return `is too small for what runs on every node (${daemons}): too little ${words(daemonsLack)}`;
  }
  const lacks = unplaced.flatMap((one) => one.lacks);
  const names = unplaced.slice(0, 3).map(({ pod }) => pod.name);
  const more = unplaced.length - names.length;
  const list = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  const count = unplaced.length === 1 ? '1 pod finds' : `${unplaced.length} pods find`;
  return `${count} no place on ${nodesInWords(min)} (${list}): too little ${words(lacks)}`;
}

function needs({ pods, perNode }: Demand, min: number): string {
  const all = [...pods, ...Array.from({ length: min }, () => perNode).flat()];
  const { cpu, memory } = all.reduce<Pick<PodDemand, 'cpu' | 'memory'>>(sum, { cpu: 0, memory: 0 });
  return `needed are ${formatCpu(cpu)} of CPU, ${formatMemory(memory)} of memory and ${all.length} pods`;
}

function has({ instanceType, min, each }: NodeGroup): string {
  const total = `${formatCpu(each.cpu * min)}, ${formatMemory(each.memory * min)} and ${each.pods * min} pods`;
  return `and ${min} × ${instanceType} ${min === 1 ? 'has' : 'have'} ${total}`;
}

function advice(changes: readonly Change[], { instanceType }: NodeGroup): string {
  const [first, ...rest] = changes.map((change) => {
    const cost = change.hour === undefined ? '' : ` (${change.hour.toFixed(4)} USD an hour)`;
    const what =
      change.instanceType === instanceType
        ? `nodes.min: ${change.min}`
        : `nodes.instanceType: ${change.instanceType}`;
    return { text: `${what}${cost}`, more: change.instanceType === instanceType };
  });
  const other = rest.find(({ more }) => more !== first?.more);
  return `the cheapest change: ${first?.text ?? ''}${other ? `; or ${other.text}` : ''}`;
}

function words(lacks: readonly Lack[]): string {
  const all = [...new Set(lacks)].map((lack) => lackWords[lack]);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

const lackWords: Readonly<Record<Lack, string>> = {
  cpu: 'CPU',
  memory: 'memory',
  pods: 'room for pods (addresses)',
  volumes: 'room for volumes',
  labels: 'in common with the labels that they select',
};

function nameOf({ instanceType }: Change): string {
  return instanceType;
}

import { type About, check, type Subject } from '../check.ts';
import { learnerPods } from './learner-pods.ts';
import { haveRoom, learnersOn } from './learners.ts';
import { type NodeGroup, nodeGroupOf } from './node-group.ts';
import { totalDemand } from './total-demand.ts';

// The most that EKS takes in one node group.
const MOST_NODES = 450;

const about: About = {
  id: 'learners-fit',
  severity: 'broken',
  why: "Learners who find no place on the largest number of nodes can't do the exercises.",
  remedy: 'Raise nodes.max, or choose a larger instance type.',
};

export const learnersFit = check(about, (subject) => {
  const group = nodeGroupOf(subject);
  const learners = subject.config?.learners.length ?? 0;
  if (!group || learners === 0) return [];
  const demand = totalDemand(subject);
  const { max, instanceType } = group;
  const held = learnersOn(demand, group, max, learnerPods(subject)) ?? learners;
  if (held >= learners) return [];
  const needed = nodesFor(subject, group, learners);
  return [
    {
      check: about.id,
      file: subject.clusterConfig?.path ?? subject.files[0]?.path ?? '',
      path: 'managedNodeGroups[0].maxSize',
      value: String(max),
      message: `holds ${held} of ${learners} learners: ${max} × ${instanceType}, with each learner's quota used up and everything else running`,
      fix: needed
        ? `write nodes.max: ${needed}, or choose a larger nodes.instanceType`
        : 'choose a larger nodes.instanceType, or divide the class among several clusters',
      config: ['nodes', 'max'],
    },
  ];
});

/** The fewest nodes that hold so many learners besides all else; undefined where no count does. */
export function nodesFor(subject: Subject, group: NodeGroup, learners: number): number | undefined {
  const demand = totalDemand(subject);
  const each = learnerPods(subject);
  const fits = (nodes: number) => haveRoom(demand, group, nodes, each, learners);
  if (!fits(MOST_NODES)) return undefined;
  let enough = MOST_NODES;
  let tooFew = 0;
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (fits(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

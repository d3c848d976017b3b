import { type NodeGroup, nodeGroupsOf } from './node-group.ts';
import { filled, keyOf, type Place, type Problem, rule } from './place.ts';

export const nodeGroupSize = rule(
  {
    id: 'eksctl/node-group-size',
    severity: 'refused',
    why: 'AWS refuses sizes that cross each other, and updates that replace no node.',
    remedy: 'Keep minSize, desiredCapacity and maxSize in this order.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  for (const group of nodeGroupsOf(cluster)) {
    yield* size(group);
    yield* updates(group);
    yield* repair(group.place.at('nodeRepairConfig'));
  }
}

function* size({ place, managed }: NodeGroup): Generator<Problem> {
  const [min, desired, max] = sizesOf(place);
  for (const at of [min, desired, max]) {
    if ((at.number ?? 0) >= 0) continue;
    yield { at, message: `${keyOf(at)} can't be ${at.number}`, allowed: '0 and up' };
    return;
  }
  if (managed && max.number === 0) {
    yield { at: max, message: "a managed node group's maxSize can't be 0", allowed: '1 and up' };
    return;
  }
  const pairs = [
    [min, desired],
    [desired, max],
    [min, max],
  ] as const;
  for (const [less, more] of pairs) {
    if (less.number === undefined || more.number === undefined || less.number <= more.number)
      continue;
    yield {
      at: less,
      message: `${keyOf(less)} ${less.number} is more than ${keyOf(more)} ${more.number}`,
      allowed: 'minSize ≤ desiredCapacity ≤ maxSize',
    };
    return;
  }
  if (!min.isSet && !desired.isSet && max.number === 1) {
    yield {
      at: max,
      message: 'without minSize eksctl starts two nodes, which is more than maxSize 1',
      fix: 'set minSize: 1',
    };
  }
}

function sizesOf(place: Place): [Place, Place, Place] {
  return [place.at('minSize'), place.at('desiredCapacity'), place.at('maxSize')];
}

function* updates({ place, managed }: NodeGroup): Generator<Problem> {
  const at = place.at('updateConfig');
  if (!at.isSet) return;
  if (!managed) {
    yield { at, message: "eksctl ignores updateConfig on its own node groups: it is EKS's" };
    return;
  }
  const count = at.at('maxUnavailable');
  const percentage = at.at('maxUnavailablePercentage');
  if (count.isSet === percentage.isSet) {
    yield {
      at,
      message: 'updateConfig has maxUnavailable or maxUnavailablePercentage: exactly one of them',
    };
    return;
  }
  const [min, desired, max] = sizesOf(place);
  const most = (max.number ?? desired.number ?? min.number ?? 2) || 1;
  for (const given of [count, percentage]) {
    if (given.number === undefined || (given.number >= 1 && given.number <= 100)) continue;
    yield { at: given, message: `${keyOf(given)} can't be ${given.number}`, allowed: '1 to 100' };
    return;
  }
  if ((count.number ?? 0) > most) {
    yield {
      at: count,
      message: `maxUnavailable ${count.number} is more than the group's maxSize ${most}`,
      allowed: `1 to ${most}`,
    };
  }
}

function* repair(at: Place): Generator<Problem> {
  for (const limit of ['maxParallelNodesRepaired', 'maxUnhealthyNodeThreshold']) {
    const given = filled([at.at(`${limit}Count`), at.at(`${limit}Percentage`)]);
    const [first, second] = given;
    if (first && second) {
      yield { at: second, message: `EKS takes ${keyOf(first)} or ${keyOf(second)}, not both` };
    }
  }
}

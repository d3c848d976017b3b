import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { type Index, indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import type { PodTemplate } from '../pods.ts';
import { at, fields, show, text } from '../values.ts';
import { budgetedPods, scaled } from './budgets.ts';

const about: About = {
  id: 'budget-blocks',
  severity: 'broken',
  why: 'A budget that lets no pod be evicted makes every drain, upgrade and scale-down wait.',
  remedy: 'Run one replica more than the budget keeps, or use maxUnavailable: 1.',
};
const finding = findingsOf(about);

export const budgetBlocks = check(about, (subject) => {
  const index = indexOf(subject);
  const fewest = fewestReplicas(index);
  const first = new Map<PodTemplate, Located>();
  const told = new Set<Located>();
  return index.kind('PodDisruptionBudget').flatMap((budget) => {
    const pods = budgetedPods(index, budget);
    const found = blocks(budget, pods, fewest);
    for (const pod of pods) {
      const other = first.get(pod);
      if (!other) first.set(pod, budget);
      else if (!told.has(budget)) {
        told.add(budget);
        found.push(
          finding(budget, {
            path: 'spec.selector',
            message: `${pod.owner.id} is also in ${other.id}: a pod that is in two budgets is never evicted`,
            fix: 'select each pod by one budget only',
          }),
        );
      }
    }
    return found;
  });
});

function blocks(
  budget: Located,
  pods: readonly PodTemplate[],
  fewest: (pod: PodTemplate) => number | undefined,
): Finding[] {
  if (pods.length === 0) return [];
  const counts = pods.map(fewest);
  // A drain passes DaemonSets by, and Jobs end by themselves: nothing is known of their count.
  if (counts.includes(undefined)) return [];
  const total = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const { minAvailable, maxUnavailable } = fields(budget.object.spec);
  const isMinimum = minAvailable !== undefined;
  const amount = isMinimum ? minAvailable : maxUnavailable;
  const path = isMinimum ? 'spec.minAvailable' : 'spec.maxUnavailable';
  const bare = pods.every(({ owner }) => owner.kind === 'Pod');
  if (bare && amount !== undefined && (!isMinimum || typeof amount === 'string')) {
    return [
      finding(budget, {
        path,
        value: show(amount),
        message: 'allows no eviction: for bare Pods only a number in minAvailable can be counted',
        allowed: 'minAvailable as a number less than the Pods there are',
      }),
    ];
  }
  const number = amount === undefined ? 1 : scaled(amount, total);
  if (total === 0 || number === undefined) return [];
  const allowed = isMinimum ? total - number : number;
  if (allowed > 0) return [];
  const rounded =
    typeof amount === 'string' ? ` (${amount} of ${total} is rounded up to ${number})` : '';
  const of = total === 1 ? 'the only pod' : `any of the ${total} pods`;
  return [
    finding(budget, {
      path,
      value: show(amount),
      message: `doesn't allow the eviction of ${of}${rounded}: a drain waits for ever`,
      allowed: isMinimum
        ? total > 1
          ? `at most ${total - 1}, or maxUnavailable: 1`
          : 'maxUnavailable: 1, or no budget'
        : 'at least 1',
      fix: total === 1 ? 'run two replicas, or leave the budget out' : 'write maxUnavailable: 1',
    }),
  ];
}

// What autoscaling may go down to counts, not what the manifest starts with.
function fewestReplicas(index: Index): (pod: PodTemplate) => number | undefined {
  const least = new Map<string, number>();
  for (const { object, namespace } of index.kind('HorizontalPodAutoscaler')) {
    const target = at(object, 'spec', 'scaleTargetRef');
    const minimum = at(object, 'spec', 'minReplicas') ?? 1;
    const key = `${text(at(target, 'kind'))} ${namespace}/${text(at(target, 'name'))}`;
    if (typeof minimum === 'number') least.set(key, minimum);
  }
  return ({ owner, replicas }) =>
    least.get(`${owner.kind} ${owner.namespace}/${owner.name}`) ?? replicas;
}

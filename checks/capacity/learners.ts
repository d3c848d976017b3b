import type { Demand, PodDemand } from './demand.ts';
import { type NodeShape, place } from './place.ts';

// More than a class ever has.
const MOST_LEARNERS = 1024;

/**
 * How many learners a count of nodes has room for, when each brings the exercises' bare Pod in a namespace of
 * their own and all share the rest; undefined where there is no such Pod.
 */
export function learnersOn(demand: Demand, shape: NodeShape, count: number): number | undefined {
  const theirs = demand.pods.find(({ owner }) => owner === 'none');
  if (!theirs) return undefined;
  const others = demand.pods.filter((pod) => pod !== theirs);
  const fits = (learners: number) => {
    const pods = [...others, ...copies(theirs, learners)];
    return place({ ...demand, pods }, shape, count).unplaced.length === 0;
  };
  let enough = 0;
  let step = 1;
  while (step <= MOST_LEARNERS && fits(step)) [enough, step] = [step, step * 2];
  let tooMany = step;
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (fits(middle)) enough = middle;
    else tooMany = middle;
  }
  return enough;
}

function copies(pod: PodDemand, count: number): PodDemand[] {
  return Array.from({ length: count }, (_, index) => ({ ...pod, name: `${pod.name}-${index}` }));
}

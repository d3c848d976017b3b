import type { Demand, PodDemand } from './demand.ts';
import { type NodeShape, place } from './place.ts';

// More than a class ever has.
const MOST_LEARNERS = 1024;

/**
 * How many learners a count of nodes has room for, when each brings these pods and all share the rest. Unless
 * given, they bring the exercises' bare Pod, and the one that is there counts as the first; undefined where there
 * is not such a Pod.
 */
export function learnersOn(
  demand: Demand,
  shape: NodeShape,
  count: number,
  each?: readonly PodDemand[],
): number | undefined {
  const sample = each ? [] : demand.pods.filter(({ owner }) => owner === 'none').slice(0, 1);
  const theirs = each ?? sample;
  if (theirs.length === 0) return undefined;
  const shared = { ...demand, pods: demand.pods.filter((pod) => !sample.includes(pod)) };
  const fits = (learners: number) => haveRoom(shared, shape, count, theirs, learners);
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

/** Whether a count of nodes has room for so many learners with these pods each, besides all else. */
export function haveRoom(
  demand: Demand,
  shape: NodeShape,
  count: number,
  each: readonly PodDemand[],
  learners: number,
): boolean {
  const pods = [...demand.pods, ...each.flatMap((pod) => copies(pod, learners))];
  return place({ ...demand, pods }, shape, count).unplaced.length === 0;
}

function copies(pod: PodDemand, count: number): PodDemand[] {
  return Array.from({ length: count }, (_, index) => ({ ...pod, name: `${pod.name}-${index}` }));
}

import { systemPodsOf } from './system-pods.ts';
import type { Subject } from '../check.ts';
import type { PodDemand } from './demand.ts';
import { matches } from '../selectors.ts';
import { fields, show, text } from '../values.ts';
import { appliedObjects } from './values.ts';

/** A PodDisruptionBudget, and how many of its pods may be evicted while all of them run. */
export interface Budget {
  readonly name: string;
  readonly covers: (pod: PodDemand) => boolean;
  readonly allowed: number;
}

/** Every budget of a cluster, those of EKS's own addons included. */
export function budgetsOf(subject: Subject, pods: readonly PodDemand[]): readonly Budget[] {
  const ours = appliedObjects(subject).filter(
    ({ object }) => object.kind === 'PodDisruptionBudget',
  );
  return [
    ...ours.map(({ object: { metadata, spec } }) => {
      const namespace = text(fields(metadata).namespace) ?? 'default';
      const { selector, minAvailable, maxUnavailable } = fields(spec);
      const covers = (pod: PodDemand) =>
        pod.namespace === namespace && matches(selector, pod.labels);
      const name = `${namespace}/${text(fields(metadata).name) ?? '?'}`;
      return budget(name, covers, pods, minAvailable, maxUnavailable);
    }),
    ...systemPodsOf(subject).flatMap(({ name, kind, budget: own }) => {
      if (!own) return [];
      const object = `${kind} kube-system/${name}`;
      const covers = (pod: PodDemand) => pod.object === object;
      return [budget(`kube-system/${name}`, covers, pods, undefined, own.maxUnavailable)];
    }),
  ];
}

function budget(
  name: string,
  covers: (pod: PodDemand) => boolean,
  pods: readonly PodDemand[],
  minAvailable: unknown,
  maxUnavailable: unknown,
): Budget {
  const total = pods.filter(covers).length;
  const allowed =
    maxUnavailable === undefined
      ? total - count(minAvailable ?? 1, total)
      : Math.min(total, count(maxUnavailable, total));
  return { name, covers, allowed };
}

// A percentage is rounded up, in either field.
function count(value: unknown, total: number): number {
  const written = show(value);
  const percent = /^(\d+)%$/.exec(written);
  if (percent) return Math.ceil((Number(percent[1]) / 100) * total);
  return Number.isFinite(Number(written)) ? Number(written) : 0;
}

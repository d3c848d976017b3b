import type { KubectlResult } from '../../../control-plane/control-plane.ts';
import {
  type LiveBudget,
  type LivePod,
  nameOf,
  readAll,
} from '../../../scripts/shared/live-objects.ts';
import { historySince, now } from './history.ts';
import type { World } from './world.ts';

const BUDGETS = '/apis/policy/v1/poddisruptionbudgets';

type Budget = LiveBudget & { readonly status: { readonly desiredHealthy?: number } };

export interface Drained {
  readonly result: KubectlResult;
  /** The moments at which a budget held fewer pods than it promises. */
  readonly broken: readonly string[];
}

/** Drains a node by real evictions, as an upgrade or the autoscaler does, and watches every budget meanwhile. */
export async function drain(
  { plane, kubectl }: World,
  node: string,
  ...flags: string[]
): Promise<Drained> {
  const since = await now(plane, BUDGETS);
  const args = ['drain', node, '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=60s'];
  const result = await kubectl([...args, ...flags]);
  const changes = await historySince<Budget>(plane, BUDGETS, since);
  const broken = changes
    .filter(({ object: { status } }) => (status.currentHealthy ?? 0) < (status.desiredHealthy ?? 0))
    .map(({ object }) => `${nameOf(object)}: ${JSON.stringify(object.status)}`);
  return { result, broken };
}

/** The node that a pod is on; undefined when there is no such pod. */
export async function nodeOf({ plane }: World, pod: string): Promise<string | undefined> {
  const pods = await readAll<LivePod>(plane.api, '/api/v1/pods');
  return pods.find((one) => nameOf(one) === pod)?.spec.nodeName;
}

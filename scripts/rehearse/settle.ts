import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiRequest } from '../../control-plane/control-plane.ts';
import {
  type Live,
  type LiveEvent,
  nameOf,
  readAll,
  readLive,
  isUp,
} from '../shared/live-objects.ts';
import { isComplete, pendingPods, refusedPods, type Stuck } from './stuck.ts';

/** A cluster in which nothing changes any more. */
export interface Settled {
  readonly live: Live;
  /** Pods that wait for a place or don't get ready. */
  readonly pending: readonly Stuck[];
  /** Workloads whose pods nobody could create. */
  readonly refused: readonly Stuck[];
}

const PAUSE_MS = 300;

// The scheduler tries a pod that fits nowhere again within ten seconds.
const QUIET_MS = 11_000;

/** Waits until every pod runs, or until what doesn't run is stuck. */
export async function settle(api: ApiRequest, show: (text: string) => void): Promise<Settled> {
  let last = '';
  let changed = Date.now();
  for (;;) {
    const live = await readLive(api);
    const { pods, workloads } = live;
    const up = pods.filter(isUp).length;
    const complete = workloads.filter(isComplete).length;
    show(
      `${up} of ${pods.length} pods run, ${complete} of ${workloads.length} workloads are complete`,
    );
    if (up === pods.length && complete === workloads.length) {
      return { live, pending: [], refused: [] };
    }
    const now = signature(live);
    if (now !== last) [last, changed] = [now, Date.now()];
    else if (Date.now() - changed > QUIET_MS) {
      const events = await readAll<LiveEvent>(api, '/api/v1/events');
      return { live, pending: pendingPods(live), refused: refusedPods(live, events) };
    }
    await sleep(PAUSE_MS);
  }
}

function signature({ pods, workloads }: Live): string {
  return [
    ...pods.map((pod) => [
      nameOf(pod),
      pod.spec.nodeName,
      isUp(pod),
      pod.metadata.deletionTimestamp,
    ]),
    ...workloads.map((one) => [one.kind, nameOf(one), isComplete(one), one.status.readyReplicas]),
  ].join('\n');
}

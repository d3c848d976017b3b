import {
  type Live,
  type LiveEvent,
  type LivePod,
  type LiveWorkload,
  nameOf,
  isUp,
} from '../shared/live-objects.ts';

/** Something that doesn't run, and why. */
export interface Stuck {
  readonly object: string;
  readonly reason: string;
}

/** Whether a workload has all the pods that it should. */
export function isComplete({ kind, metadata, spec, status }: LiveWorkload): boolean {
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) return false;
  if (kind === 'DaemonSet') return (status.numberReady ?? 0) === status.desiredNumberScheduled;
  const wanted = spec.replicas ?? 1;
  return (status.readyReplicas ?? 0) === wanted && (status.updatedReplicas ?? 0) === wanted;
}

/** The pods that wait, with the scheduler's reason where it gave one. */
export function pendingPods({ pods }: Live): Stuck[] {
  return pods
    .filter((pod) => !isUp(pod))
    .map((pod) => ({ object: nameOf(pod), reason: reasonOf(pod) }));
}

/** The workloads that lack pods which nobody could create, with the controllers' reason. */
export function refusedPods({ pods, workloads }: Live, events: readonly LiveEvent[]): Stuck[] {
  const waiting = pods.filter((pod) => !isUp(pod));
  return workloads
    .filter((workload) => !isComplete(workload) && !waiting.some((pod) => belongs(pod, workload)))
    .map((workload) => ({
      object: `${workload.kind} ${nameOf(workload)}`,
      reason: refusal(workload, events),
    }));
}

function reasonOf({ metadata, spec, status: { phase, conditions } }: LivePod): string {
  if (metadata.deletionTimestamp !== undefined) return 'is being deleted';
  const scheduled = conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') return scheduled.message ?? scheduled.reason ?? 'unscheduled';
  return spec.nodeName === undefined
    ? 'the scheduler has not looked at it yet'
    : `is ${phase ?? 'there'}, but not ready, on ${spec.nodeName}`;
}

function refusal({ kind, metadata, status }: LiveWorkload, events: readonly LiveEvent[]): string {
  const failure = status.conditions?.find(({ type }) => type === 'ReplicaFailure');
  const event = events.find(
    ({ type, involvedObject: { name = '', namespace } }) =>
      type === 'Warning' &&
      namespace === metadata.namespace &&
      (name === metadata.name || (kind === 'Deployment' && name.startsWith(`${metadata.name}-`))),
  );
  return failure?.message ?? event?.message ?? 'its controller has not made all of its pods';
}

function belongs(pod: LivePod, { kind, metadata }: LiveWorkload): boolean {
  const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller);
  if (!owner || pod.metadata.namespace !== metadata.namespace) return false;
  return kind === 'Deployment'
    ? owner.name.startsWith(`${metadata.name}-`)
    : owner.name === metadata.name;
}

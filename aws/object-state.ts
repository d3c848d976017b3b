import { at, list, text } from '../checks/values.ts';

/** Whether a condition of an object's status is True. */
export function holds(object: unknown, type: string): boolean {
  return list(at(object, 'status', 'conditions')).some(
    (condition) => at(condition, 'type') === type && at(condition, 'status') === 'True',
  );
}

/** Why a pod isn't ready, as the API server has it. */
export function troubleOf(pod: unknown): string {
  for (const status of [
    ...list(at(pod, 'status', 'initContainerStatuses')),
    ...list(at(pod, 'status', 'containerStatuses')),
  ]) {
    const waiting = at(status, 'state', 'waiting');
    const reason = text(at(waiting, 'reason'));
    if (reason && reason !== 'PodInitializing') {
      const message = text(at(waiting, 'message'));
      return message ? `${reason}: ${message.split('\n')[0]}` : reason;
    }
  }
  const unscheduled = list(at(pod, 'status', 'conditions')).find(
    (condition) => at(condition, 'type') === 'PodScheduled' && at(condition, 'status') === 'False',
  );
  const message = text(at(unscheduled, 'message'));
  return message ?? text(at(pod, 'status', 'phase')) ?? 'unknown';
}

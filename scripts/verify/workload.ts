import { troubleOf } from '../../aws/object-state.ts';
import { at } from '../../checks/values.ts';
import { type Live, type LiveObject, selects } from './live.ts';

/** Whether all of a workload's pods are ready, and are of its newest form. */
export function isReady(workload: LiveObject): boolean {
  const wanted = at(workload, 'spec', 'replicas') ?? 1;
  const observed = at(workload, 'status', 'observedGeneration');
  const generation = at(workload, 'metadata', 'generation');
  return (
    !isStopped(workload) &&
    at(workload, 'status', 'readyReplicas') === wanted &&
    at(workload, 'status', 'updatedReplicas') === wanted &&
    (generation === undefined || observed === generation)
  );
}

/** Why a workload isn't ready: what its first pod in trouble says. */
export function trouble(live: Live, workload: LiveObject): string {
  if (isStopped(workload)) return 'scaled to 0';
  const selector = at(workload, 'spec', 'selector', 'matchLabels');
  const pods = live.of('Pod', workload.metadata.namespace).filter((pod) => selects(selector, pod));
  const pod = pods.find((each) => troubleOf(each) !== 'Running') ?? pods[0];
  return pod ? troubleOf(pod) : 'no pod yet';
}

/** Whether a workload is to have no pods: nobody need wait for one. */
export function isStopped(workload: LiveObject): boolean {
  return at(workload, 'spec', 'replicas') === 0;
}

/** What gives those of a namespace's workloads a pod again that are scaled to 0; undefined where none is. */
export function startLine(workloads: readonly LiveObject[]): string | undefined {
  const stopped = workloads.filter(isStopped);
  if (stopped.length === 0) return undefined;
  const names = stopped.map(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata.name}`);
  return `kubectl scale ${names.join(' ')} -n ${stopped[0]?.metadata.namespace} --replicas=1`;
}

import type { Budget } from '../../checks/capacity/budgets.ts';
import type { PodDemand, PodOwner } from '../../checks/capacity/demand.ts';
import { podRequests } from '../../checks/capacity/pod-requests.ts';
import { matches } from '../../checks/selectors.ts';
import { fields, list } from '../../checks/values.ts';
import { type LiveBudget, type LivePod, nameOf } from '../shared/live-objects.ts';

/** A running pod as the capacity rules see it. */
export function demandOfPod(pod: LivePod): PodDemand {
  const { namespace = 'default', labels = {}, annotations = {} } = pod.metadata;
  return {
    name: nameOf(pod),
    namespace,
    ...ownerOf(pod),
    labels,
    annotations,
    volumes: list(pod.spec.volumes).filter((volume) => fields(volume).persistentVolumeClaim).length,
    spec: pod.spec,
    ...podRequests(pod.spec),
  };
}

/** A disruption budget as the API server reckons it now. */
export function budgetOf(budget: LiveBudget): Budget {
  const { namespace } = budget.metadata;
  return {
    name: nameOf(budget),
    covers: (pod) => pod.namespace === namespace && matches(budget.spec.selector, pod.labels),
    allowed: budget.status.disruptionsAllowed ?? 0,
  };
}

const owners: readonly string[] = ['DaemonSet', 'StatefulSet', 'ReplicaSet', 'Job'];

function ownerOf(pod: LivePod): { owner: PodOwner; object: string } {
  const { namespace, labels, ownerReferences = [] } = pod.metadata;
  const reference = ownerReferences.find(({ controller }) => controller);
  if (!reference) return { owner: 'none', object: `Pod ${nameOf(pod)}` };
  const { kind, name } = reference;
  const hash = `-${labels?.['pod-template-hash'] ?? ''}`;
  if (kind === 'ReplicaSet' && hash.length > 1 && name.endsWith(hash)) {
    const deployment = name.slice(0, -hash.length);
    return { owner: 'Deployment', object: `Deployment ${namespace}/${deployment}` };
  }
  return {
    owner: owners.includes(kind) ? (kind as PodOwner) : 'ReplicaSet',
    object: `${kind} ${namespace}/${name}`,
  };
}

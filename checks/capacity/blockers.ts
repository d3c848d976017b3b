import { type KubernetesVersion, minorNumber } from '../../tables/kubernetes.ts';
import type { Autoscaler } from './autoscaler.ts';
import type { Budget } from './budgets.ts';
import type { PodDemand } from './demand.ts';
import { fields, list, text } from '../values.ts';

const SAFE_TO_EVICT = 'cluster-autoscaler.kubernetes.io/safe-to-evict';
const SAFE_LOCAL_VOLUMES = 'cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes';

// From this minor on, a kube-system pod without a budget blocks for its first hour only.
const DRAINS_SYSTEM_PODS = 33;

/** Why the autoscaler would not evict a pod, and so keeps its node; undefined when it would. */
export function blockerOf(
  pod: PodDemand,
  autoscaler: Autoscaler,
  budgets: readonly Budget[],
  minor: KubernetesVersion,
): string | undefined {
  if (pod.owner === 'DaemonSet') return undefined;
  if (pod.object === autoscaler.object) return 'runs the autoscaler itself';
  const covering = budgets.filter(({ covers }) => covers(pod));
  const exhausted = covering.find(({ allowed }) => allowed < 1);
  if (exhausted) return `${exhausted.name} allows no disruption of ${pod.name}`;
  const verdict = pod.annotations[SAFE_TO_EVICT];
  if (verdict === 'true') return undefined;
  if (verdict === 'false') return `${pod.name} says safe-to-evict: "false"`;
  if (pod.owner === 'none') return `${pod.name} is a bare Pod, which would not come back`;
  const ageless = minorNumber(minor) < DRAINS_SYSTEM_PODS;
  if (autoscaler.skipsSystemPods && ageless && pod.namespace === 'kube-system' && !covering[0]) {
    return `${pod.name} is in kube-system and has no PodDisruptionBudget`;
  }
  const volume = autoscaler.skipsLocalStorage ? localVolume(pod) : undefined;
  return volume && `${pod.name} keeps data on its node, in the volume ${volume}`;
}

function localVolume({ spec, annotations }: PodDemand): string | undefined {
  const safe = (annotations[SAFE_LOCAL_VOLUMES] ?? '').split(',').map((name) => name.trim());
  const local = list(fields(spec).volumes).find((volume) => {
    const { name, hostPath, emptyDir } = fields(volume);
    const onDisk = emptyDir !== undefined && fields(emptyDir).medium !== 'Memory';
    return (hostPath !== undefined || onDisk) && !safe.includes(text(name) ?? '');
  });
  return local === undefined ? undefined : (text(fields(local).name) ?? '?');
}

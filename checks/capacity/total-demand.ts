import type { Subject } from '../check.ts';
import { type Demand, demandOf } from './demand.ts';
import { systemDemand } from './system-pods.ts';

/** Everything that wants a place on a cluster: its own pods, and those that EKS runs. */
export function totalDemand(subject: Subject): Demand {
  const ours = demandOf(subject);
  const system = systemDemand(subject);
  return {
    pods: [...system.pods, ...ours.pods],
    perNode: [...system.perNode, ...ours.perNode],
  };
}

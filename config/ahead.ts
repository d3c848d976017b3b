import { minorNumber } from '../tables/kubernetes.ts';

/** Whether a cluster file's Kubernetes minor is newer than the control plane that runs. */
export function isAhead(written: string, running: string): boolean {
  return minorNumber(written) > minorNumber(running);
}

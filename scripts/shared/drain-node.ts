import type { ControlPlane, KubectlResult } from '../../control-plane/control-plane.ts';

/** Drains a node by real evictions, which are asked for again until a budget allows them or the time is over. */
export function drainNode(
  { kubectl }: Pick<ControlPlane, 'kubectl'>,
  node: string,
  seconds: number,
): Promise<KubectlResult> {
  return kubectl([
    'drain',
    node,
    '--ignore-daemonsets',
    '--delete-emptydir-data',
    '--force',
    `--timeout=${seconds}s`,
  ]);
}

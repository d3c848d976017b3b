import { type KubernetesVersion, minorNumber, minorOf } from '../../../tables/kubernetes.ts';

// The cluster-autoscaler's own flags, read at the tags cluster-autoscaler-1.32.7 to 1.36.1: config/flags/flags.go.
// Those that tune its scaling are here; any other is unknown to this table.
const sinceTheOldest = [
  'aws-use-static-instance-list',
  'balance-similar-node-groups',
  'balancing-ignore-label',
  'balancing-label',
  'cloud-config',
  'cloud-provider',
  'cluster-name',
  'cordon-node-before-terminating',
  'cores-total',
  'daemonset-eviction-for-empty-nodes',
  'daemonset-eviction-for-occupied-nodes',
  'drain-priority-config',
  'enable-dynamic-resource-allocation',
  'enable-provisioning-requests',
  'enforce-node-group-min-size',
  'expander',
  'expendable-pods-priority-cutoff',
  'force-delete-failed-nodes',
  'force-delete-unregistered-nodes',
  'ignore-daemonsets-utilization',
  'ignore-mirror-pods-utilization',
  'ignore-taint',
  'kubeconfig',
  'max-bulk-soft-taint-count',
  'max-drain-parallelism',
  'max-graceful-termination-sec',
  'max-inactivity',
  'max-failing-time',
  'max-node-provision-time',
  'max-nodes-total',
  'max-scale-down-parallelism',
  'max-total-unready-percentage',
  'memory-total',
  'min-replica-count',
  'namespace',
  'new-pod-scale-up-delay',
  'node-group-auto-discovery',
  'nodes',
  'ok-total-unready-count',
  'parallel-scale-up',
  'scale-down-delay-after-add',
  'scale-down-delay-after-delete',
  'scale-down-delay-after-failure',
  'scale-down-delay-type-local',
  'scale-down-enabled',
  'scale-down-unneeded-time',
  'scale-down-unready-enabled',
  'scale-down-unready-time',
  'scale-down-utilization-threshold',
  'scale-up-from-zero',
  'scan-interval',
  'skip-nodes-with-custom-controller-pods',
  'skip-nodes-with-local-storage',
  'skip-nodes-with-system-pods',
  'startup-taint',
  'status-config-map-name',
  'status-taint',
  'write-status-configmap',
  // Of klog and of component-base, which every release links.
  'feature-gates',
  'leader-elect',
  'leader-elect-lease-duration',
  'leader-elect-resource-name',
  'leader-elect-resource-namespace',
  'logging-format',
  'logtostderr',
  'stderrthreshold',
  'v',
  'vmodule',
] as const;

// Flags that came or went between these minor versions.
const spans: Readonly<Record<string, { readonly since?: number; readonly until?: number }>> = {
  'max-empty-bulk-delete': { until: 32 },
  'node-autoprovisioning-enabled': { until: 32 },
  'blocking-system-pod-distruption-timeout': { since: 33 },
  'node-deletion-candidate-ttl': { since: 34 },
  'enable-csi-node-aware-scheduling': { since: 35 },
  'max-startup-time': { since: 36 },
};

/** Whether the autoscaler for a minor version knows a flag; one that it doesn't ends it at the start. */
export function autoscalerKnows(minor: KubernetesVersion, flag: string): boolean {
  const known: readonly string[] = sinceTheOldest;
  if (known.includes(flag)) return true;
  if (!Object.hasOwn(spans, flag)) return false;
  const { since = 0, until = Infinity } = spans[flag]!;
  const own = minorNumber(minorOf(minor).autoscaler);
  return own >= since && own <= until;
}

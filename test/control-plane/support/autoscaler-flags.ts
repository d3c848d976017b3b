import { minorNumber, type KubernetesVersion } from '../../../tables/kubernetes.ts';

// The cluster-autoscaler's own flags, read at the tags cluster-autoscaler-1.27.8 to 1.36.1: main.go up to 1.31,
// config/flags/flags.go since. Those that tune its scaling are here; any other is unknown to this table.
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
  'enforce-node-group-min-size',
  'expander',
  'expendable-pods-priority-cutoff',
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
  'scale-down-delay-after-add',
  'scale-down-delay-after-delete',
  'scale-down-delay-after-failure',
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
  'status-config-map-name',
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

// Flags that came or went between these minors.
const spans: Readonly<Record<string, { readonly since?: number; readonly until?: number }>> = {
  'max-empty-bulk-delete': { until: 32 },
  'node-autoprovisioning-enabled': { until: 32 },
  'parallel-drain': { until: 31 },
  'parallel-scale-up': { since: 28 },
  'startup-taint': { since: 29 },
  'status-taint': { since: 29 },
  'drain-priority-config': { since: 29 },
  'scale-down-delay-type-local': { since: 29 },
  'enable-provisioning-requests': { since: 30 },
  'force-delete-failed-nodes': { since: 31 },
  'enable-dynamic-resource-allocation': { since: 32 },
  'force-delete-unregistered-nodes': { since: 32 },
  'blocking-system-pod-distruption-timeout': { since: 33 },
  'node-deletion-candidate-ttl': { since: 34 },
  'enable-csi-node-aware-scheduling': { since: 35 },
  'max-startup-time': { since: 36 },
};

/** Whether the autoscaler of a minor knows a flag; one that it doesn't ends it at the start. */
export function autoscalerKnows(minor: KubernetesVersion, flag: string): boolean {
  const known: readonly string[] = sinceTheOldest;
  if (known.includes(flag)) return true;
  if (!Object.hasOwn(spans, flag)) return false;
  const { since = 0, until = Infinity } = spans[flag]!;
  return minorNumber(minor) >= since && minorNumber(minor) <= until;
}

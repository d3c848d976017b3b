// Groups that Kubernetes' own projects serve by custom resources or by another API server.
const ADDED_GROUPS = new Set([
  'autoscaling.k8s.io',
  'cluster.k8s.io',
  'custom.metrics.k8s.io',
  'external.metrics.k8s.io',
  'gateway.networking.k8s.io',
  'groupsnapshot.storage.k8s.io',
  'health.storage.k8s.io',
  'metrics.k8s.io',
  'policy.networking.k8s.io',
  'snapshot.storage.k8s.io',
]);

/** Whether only Kubernetes itself could serve a group. */
export const isBuiltInGroup = (group: string): boolean =>
  !group.includes('.') || (group.endsWith('.k8s.io') && !ADDED_GROUPS.has(group));

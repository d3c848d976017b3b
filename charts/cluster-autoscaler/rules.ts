import type { k8s } from 'cdk8s-plus-27';

const read = ['get', 'list', 'watch'];

/**
 * What the autoscaler may do everywhere. The newest minor's rules for all: a rule for a resource that an older
 * server doesn't have is harmless, and one that is missing makes the autoscaler wait for ever while its health
 * check says 200. Volume attachments are read from 1.32 on, resource claims from 1.35 on.
 */
export const clusterRules: k8s.PolicyRule[] = [
  { apiGroups: [''], resources: ['events', 'endpoints'], verbs: ['create', 'patch'] },
  { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
  { apiGroups: [''], resources: ['pods/status'], verbs: ['update'] },
  {
    apiGroups: [''],
    resources: ['endpoints'],
    resourceNames: ['cluster-autoscaler'],
    verbs: ['get', 'update'],
  },
  { apiGroups: [''], resources: ['nodes'], verbs: [...read, 'update'] },
  {
    apiGroups: [''],
    resources: [
      'namespaces',
      'pods',
      'services',
      'replicationcontrollers',
      'persistentvolumeclaims',
      'persistentvolumes',
    ],
    verbs: read,
  },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: ['list', 'watch'] },
  { apiGroups: ['apps'], resources: ['statefulsets', 'replicasets', 'daemonsets'], verbs: read },
  { apiGroups: ['batch'], resources: ['jobs'], verbs: [...read, 'patch'] },
  {
    apiGroups: ['resource.k8s.io'],
    resources: ['deviceclasses', 'resourceslices', 'resourceclaims'],
    verbs: read,
  },
  {
    apiGroups: ['storage.k8s.io'],
    resources: [
      'storageclasses',
      'csinodes',
      'csidrivers',
      'csistoragecapacities',
      'volumeattachments',
    ],
    verbs: read,
  },
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] },
  {
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    resourceNames: ['cluster-autoscaler'],
    verbs: ['get', 'update'],
  },
];

/** What it may do in its own namespace: keep its status. */
export const namespaceRules: k8s.PolicyRule[] = [
  { apiGroups: [''], resources: ['configmaps'], verbs: ['create', 'list', 'watch'] },
  {
    apiGroups: [''],
    resources: ['configmaps'],
    resourceNames: ['cluster-autoscaler-status', 'cluster-autoscaler-priority-expander'],
    verbs: ['delete', 'get', 'update', 'watch'],
  },
];

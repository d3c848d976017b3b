/** A right that the autoscaler needs: without it, it waits for its caches for ever and says it is healthy. */
export interface NeededRule {
  readonly group: string;
  readonly resource: string;
  readonly verbs: readonly string[];
  /** The autoscaler's first minor that needs it. */
  readonly since?: number;
  /** Whether it is needed in the autoscaler's own namespace only. */
  readonly own?: boolean;
  /** The one object that it is needed for. */
  readonly name?: string;
}

const watch = ['list', 'watch'];

// What its code lists, watches and writes, read at the tags from cluster-autoscaler-1.32.7 to 1.36.1. The
// scheduler that it contains reads volume attachments from 1.32 on (kubernetes 1.32.13, nodevolumelimits/csi.go);
// dynamic resource allocation is always on from 1.35 on (kubernetes/autoscaler issue 9244).
export const neededRules: readonly NeededRule[] = [
  { group: '', resource: 'pods', verbs: watch },
  { group: '', resource: 'nodes', verbs: ['get', ...watch, 'update'] },
  { group: '', resource: 'namespaces', verbs: watch },
  { group: '', resource: 'services', verbs: watch },
  { group: '', resource: 'replicationcontrollers', verbs: watch },
  { group: '', resource: 'persistentvolumeclaims', verbs: watch },
  { group: '', resource: 'persistentvolumes', verbs: watch },
  { group: '', resource: 'pods/eviction', verbs: ['create'] },
  { group: '', resource: 'events', verbs: ['create', 'patch'] },
  { group: 'policy', resource: 'poddisruptionbudgets', verbs: watch },
  { group: 'apps', resource: 'daemonsets', verbs: watch },
  { group: 'apps', resource: 'replicasets', verbs: watch },
  { group: 'apps', resource: 'statefulsets', verbs: watch },
  { group: 'batch', resource: 'jobs', verbs: watch },
  { group: 'storage.k8s.io', resource: 'storageclasses', verbs: watch },
  { group: 'storage.k8s.io', resource: 'csinodes', verbs: watch },
  { group: 'storage.k8s.io', resource: 'csidrivers', verbs: watch },
  { group: 'storage.k8s.io', resource: 'csistoragecapacities', verbs: watch },
  { group: 'storage.k8s.io', resource: 'volumeattachments', verbs: watch, since: 32 },
  { group: 'resource.k8s.io', resource: 'resourceclaims', verbs: watch, since: 35 },
  { group: 'resource.k8s.io', resource: 'resourceslices', verbs: watch, since: 35 },
  { group: 'resource.k8s.io', resource: 'deviceclasses', verbs: watch, since: 35 },
  { group: 'coordination.k8s.io', resource: 'leases', verbs: ['create'], own: true },
  {
    group: 'coordination.k8s.io',
    resource: 'leases',
    verbs: ['get', 'update'],
    own: true,
    name: 'cluster-autoscaler',
  },
  { group: '', resource: 'configmaps', verbs: ['create', ...watch], own: true },
  {
    group: '',
    resource: 'configmaps',
    verbs: ['get', 'update'],
    own: true,
    name: 'cluster-autoscaler-status',
  },
];

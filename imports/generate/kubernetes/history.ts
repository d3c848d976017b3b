import type { Lifecycle } from './lifecycle.ts';

// What no tag in the code says (or says wrongly), read from older releases' OpenAPI documents and
// from the warnings of the API server's own code.
const HISTORY: Record<string, Lifecycle> = {
  'coordination.k8s.io/v1alpha1 LeaseCandidate': { removedIn: 32 },
  'networking.k8s.io/v1alpha1 ClusterCIDR': { deprecatedIn: 28, removedIn: 29 },
  'networking.k8s.io/v1alpha1 IPAddress': { deprecatedIn: 30, removedIn: 31 },
  'networking.k8s.io/v1alpha1 ServiceCIDR': { removedIn: 31 },
  'node.k8s.io/v1alpha1 RuntimeClass': { removedIn: 24 },
  'rbac.authorization.k8s.io/v1alpha1 ClusterRole': { removedIn: 23 },
  'rbac.authorization.k8s.io/v1alpha1 ClusterRoleBinding': { removedIn: 23 },
  'rbac.authorization.k8s.io/v1alpha1 Role': { removedIn: 23 },
  'rbac.authorization.k8s.io/v1alpha1 RoleBinding': { removedIn: 23 },
  'scheduling.k8s.io/v1alpha1 PriorityClass': { removedIn: 23 },
  'storage.k8s.io/v1alpha1 VolumeAttachment': { removedIn: 23 },
  'v1 ComponentStatus': { deprecatedIn: 19 },
  'v1 Endpoints': { deprecatedIn: 33, replacement: 'discovery.k8s.io/v1 EndpointSlice' },
};

// Parts of other objects' APIs, which nobody can apply.
const NEVER_APPLIED =
  /^(AdmissionReview|APIGroupDiscovery|ConversionReview|DeploymentRollback|EphemeralContainers|Eviction|JobTemplate|PodStatusResult|ReplicationControllerDummy|Scale)$/;

/** A kind's lifecycle with what its own tags leave out. */
export const withHistory = (key: string, said: Lifecycle): Lifecycle => ({
  ...said,
  ...HISTORY[key],
});

/** Whether a kind is one that a person could write a manifest of. */
export const isApplied = (key: string): boolean => !NEVER_APPLIED.test(key.split(' ')[1] ?? '');

import type { k8s } from 'cdk8s-plus-27';

const read = ['get', 'list', 'watch'];
const change = ['create', 'update', 'patch', 'delete'];

/**
 * What a learner may do in their own namespace: the Service exercises. They may delete the namespace, but a Role can
 * let nobody create one: that is the instructor's.
 */
export function learnerRules(namespace: string): k8s.PolicyRule[] {
  return [
    { apiGroups: [''], resources: ['pods', 'services'], verbs: [...read, ...change] },
    { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
    // kubectl opens these streams by GET or by POST, as its version goes.
    {
      apiGroups: [''],
      resources: ['pods/attach', 'pods/exec', 'pods/portforward'],
      verbs: ['get', 'create'],
    },
    {
      apiGroups: [''],
      resources: ['events', 'endpoints', 'resourcequotas', 'limitranges'],
      verbs: read,
    },
    { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: read },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: read },
    { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: read },
    // What `kubectl get all` asks for besides.
    { apiGroups: [''], resources: ['replicationcontrollers'], verbs: read },
    {
      apiGroups: ['apps'],
      resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
      verbs: read,
    },
    { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: read },
    { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: read },
    {
      apiGroups: [''],
      resources: ['namespaces'],
      resourceNames: [namespace],
      verbs: ['delete'],
    },
  ];
}

/**
 * What a learner may do outside of all namespaces: look at their own, by its name. `kubectl delete namespace` waits
 * for it to be gone, when nothing in it could grant that any more, and would wait for ever without.
 */
export function clusterRules(namespace: string): k8s.PolicyRule[] {
  return [{ apiGroups: [''], resources: ['namespaces'], resourceNames: [namespace], verbs: read }];
}

/** The autoscaler's name: of its ServiceAccount, which eksctl creates with its role, and of all its objects. */
export const AUTOSCALER = 'cluster-autoscaler';
export const AUTOSCALER_NAMESPACE = 'kube-system';

/** The tags by which it finds its node groups, and by which its role may change them. */
export function discoveryTags(cluster: string): Record<string, string> {
  return {
    'k8s.io/cluster-autoscaler/enabled': 'true',
    [`k8s.io/cluster-autoscaler/${cluster}`]: 'owned',
  };
}

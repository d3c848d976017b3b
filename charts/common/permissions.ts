import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';

/** What a ServiceAccount may do. Its roles and bindings have its own name. */
export interface Permissions {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly everywhere: readonly k8s.PolicyRule[];
  readonly inItsNamespace: readonly k8s.PolicyRule[];
}

/** The roles of a component's ServiceAccount, bound to it. */
export function permissions(scope: Construct, props: Permissions): void {
  const { name, namespace, labels, everywhere, inItsNamespace } = props;
  const metadata = { name, labels };
  const namespaced = { ...metadata, namespace };
  const subjects = [{ kind: 'ServiceAccount', name, namespace }];
  const roleRef = (kind: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name });
  new k8s.KubeClusterRole(scope, 'cluster-role', { metadata, rules: [...everywhere] });
  new k8s.KubeClusterRoleBinding(scope, 'cluster-role-binding', {
    metadata,
    roleRef: roleRef('ClusterRole'),
    subjects,
  });
  new k8s.KubeRole(scope, 'role', { metadata: namespaced, rules: [...inItsNamespace] });
  new k8s.KubeRoleBinding(scope, 'role-binding', {
    metadata: namespaced,
    roleRef: roleRef('Role'),
    subjects,
  });
}

import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { namespace } from '../common/namespace.ts';
import { jenkinsNamespaceLabels } from '../jenkins/names.ts';
import { jenkinsPolicies, type Traffic } from '../jenkins/network-policies.ts';
import { limits } from './limits.ts';
import { clusterRules, learnerRules } from './rules.ts';

export interface LearnerProps {
  readonly namespace: string;
  /** The group of their access entry, and the name of what it may do outside of the namespace. */
  readonly group: string;
  readonly traffic: Traffic;
}

const RBAC = 'rbac.authorization.k8s.io';

/** A learner's namespace: what they may do in it, and how much. */
export class Learner extends Chart {
  constructor(scope: Construct, id: string, { namespace: name, group, traffic }: LearnerProps) {
    super(scope, id);
    const labels = jenkinsNamespaceLabels;
    const metadata = { namespace: name, labels };
    namespace(this, name, labels);
    limits(this, metadata);
    jenkinsPolicies(this, name, traffic);
    const subjects = [{ apiGroup: RBAC, kind: 'Group', name: group }];
    const roleRef = (kind: string, role: string) => ({ apiGroup: RBAC, kind, name: role });
    const own = { ...metadata, name: 'learner' };
    new k8s.KubeRole(this, 'role', { metadata: own, rules: learnerRules(name) });
    new k8s.KubeRoleBinding(this, 'role-binding', {
      metadata: own,
      roleRef: roleRef('Role', 'learner'),
      subjects,
    });
    const outside = { name: group, labels };
    new k8s.KubeClusterRole(this, 'cluster-role', {
      metadata: outside,
      rules: clusterRules(name),
    });
    new k8s.KubeClusterRoleBinding(this, 'cluster-role-binding', {
      metadata: outside,
      roleRef: roleRef('ClusterRole', group),
      subjects,
    });
  }
}

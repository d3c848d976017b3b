import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { namespace } from '../common/namespace.ts';
import { jenkinsNamespaceLabels } from '../jenkins/names.ts';
import { limits } from './limits.ts';
import { networkPolicies, type Traffic } from './network-policies.ts';
import { learnerRules } from './rules.ts';

export interface LearnerProps {
  readonly namespace: string;
  /** The group of their access entry. */
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
    networkPolicies(this, metadata, traffic);
    new k8s.KubeRole(this, 'role', {
      metadata: { ...metadata, name: 'learner' },
      rules: learnerRules(name),
    });
    new k8s.KubeRoleBinding(this, 'role-binding', {
      metadata: { ...metadata, name: 'learner' },
      roleRef: { apiGroup: RBAC, kind: 'Role', name: 'learner' },
      subjects: [{ apiGroup: RBAC, kind: 'Group', name: group }],
    });
  }
}

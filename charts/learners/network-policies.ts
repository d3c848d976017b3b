import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { denyAll, lookUpNames, policyPort } from '../common/network-policy.ts';
import { JENKINS_PORT } from '../jenkins/names.ts';

export interface Traffic {
  /** Where requests for Jenkins come from: nodes and load balancers, and the clients of both. */
  readonly from: readonly string[];
  /** The VPC's range: the cluster's own pods, nodes and endpoints, which Jenkins has no business with. */
  readonly vpc: string;
}

/** Nothing in or out, but what the exercises need. The VPC CNI promises that to no bare Pod: see docs/cohorts.md. */
export function networkPolicies(
  scope: Construct,
  metadata: k8s.ObjectMeta,
  { from, vpc }: Traffic,
): void {
  const policy = (name: string, spec: k8s.NetworkPolicySpec) =>
    new k8s.KubeNetworkPolicy(scope, `policy-${name}`, { metadata: { ...metadata, name }, spec });
  policy('default-deny', denyAll);
  policy('dns', lookUpNames);
  policy('jenkins', {
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      { from: from.map((cidr) => ({ ipBlock: { cidr } })), ports: [policyPort(JENKINS_PORT)] },
    ],
    // Its plugins come from the Internet.
    egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: [vpc] } }], ports: [policyPort(443)] }],
  });
}

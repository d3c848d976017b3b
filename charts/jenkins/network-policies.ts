import type { Construct } from 'constructs';
import { internet, networkPolicies, policyPort, ranges } from '../common/network-policy.ts';
import { JENKINS_PORT, jenkinsCalls, jenkinsNamespaceLabels } from './names.ts';

export interface Traffic {
  /** Where requests for Jenkins come from: nodes and load balancers, and the clients of both. */
  readonly from: readonly string[];
  /** The VPC's range: the cluster's own pods, nodes and endpoints, which Jenkins has no business with. */
  readonly vpc: string;
}

/**
 * Nothing in or out of the namespace of a Jenkins, but what the exercises need, whichever Service they are at. The VPC
 * CNI promises that to no bare Pod: see docs/cohorts.md.
 */
export function jenkinsPolicies(scope: Construct, namespace: string, { from, vpc }: Traffic): void {
  const metadataOf = (name: string) => ({ name, namespace, labels: jenkinsNamespaceLabels });
  networkPolicies(scope, metadataOf, {
    jenkins: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: ranges(from), ports: [policyPort(JENKINS_PORT)] }],
      egress: jenkinsCalls.map(({ port }) => ({ to: [internet(vpc)], ports: [policyPort(port)] })),
    },
  });
}

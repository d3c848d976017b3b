import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { denyAll, lookUpNames, policyPort } from '../common/network-policy.ts';
import { calls } from './call-graph.ts';
import { FRONT_END, labelsOf, SOCK_SHOP } from './names.ts';

/** Where requests for the front end come from, besides the shop itself. */
export interface Entrances {
  /** The namespace of an ingress controller whose pods call the front end. */
  readonly namespace?: string;
  /** Addresses that reach the front end's pod directly: nodes, load balancers, clients of a node port. */
  readonly ranges: readonly string[];
}

/** The policies of the shop: nothing in or out, but what the call graph needs. */
export function networkPolicies(
  scope: Construct,
  names: readonly string[],
  entrances: Entrances,
): void {
  policy(scope, 'default-deny', denyAll);
  policy(scope, 'dns', lookUpNames);
  for (const name of names) {
    const incoming = calls.filter((call) => call.to === name);
    const outgoing = calls.filter((call) => call.from === name);
    const ingress = [
      ...incoming.map((call) => ({ from: [pods(call.from)], ports: [policyPort(call.port)] })),
      ...(name === FRONT_END.name ? entranceRules(entrances) : []),
    ];
    if (ingress.length === 0 && outgoing.length === 0) continue;
    policy(scope, name, {
      podSelector: { matchLabels: { name } },
      policyTypes: [
        ...(ingress.length > 0 ? ['Ingress'] : []),
        ...(outgoing.length > 0 ? ['Egress'] : []),
      ],
      ingress: ingress.length > 0 ? ingress : undefined,
      egress:
        outgoing.length > 0
          ? outgoing.map((call) => ({ to: [pods(call.to)], ports: [policyPort(call.port)] }))
          : undefined,
    });
  }
}

function entranceRules({ namespace, ranges }: Entrances): k8s.NetworkPolicyIngressRule[] {
  const from: k8s.NetworkPolicyPeer[] = ranges.map((cidr) => ({ ipBlock: { cidr } }));
  if (namespace) {
    from.push({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } });
  }
  return from.length > 0 ? [{ from, ports: [policyPort(FRONT_END.containerPort)] }] : [];
}

function pods(name: string): k8s.NetworkPolicyPeer {
  return { podSelector: { matchLabels: { name } } };
}

function policy(scope: Construct, name: string, spec: k8s.NetworkPolicySpec): void {
  new k8s.KubeNetworkPolicy(scope, `policy-${name}`, {
    metadata: { name, namespace: SOCK_SHOP, labels: labelsOf(name) },
    spec,
  });
}

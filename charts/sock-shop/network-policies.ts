import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { networkPolicies, policyPort, ranges as rangesOf } from '../common/network-policy.ts';
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
export function shopPolicies(
  scope: Construct,
  names: readonly string[],
  entrances: Entrances,
): void {
  const metadataOf = (name: string) => ({ name, namespace: SOCK_SHOP, labels: labelsOf(name) });
  const further = names.flatMap((name) => {
    const spec = policyOf(name, entrances);
    return spec ? [[name, spec]] : [];
  });
  networkPolicies(scope, metadataOf, Object.fromEntries(further));
}

function policyOf(name: string, entrances: Entrances): k8s.NetworkPolicySpec | undefined {
  const incoming = calls.filter((call) => call.to === name);
  const outgoing = calls.filter((call) => call.from === name);
  const ingress = [
    ...incoming.map((call) => ({ from: [pods(call.from)], ports: [policyPort(call.port)] })),
    ...(name === FRONT_END.name ? entranceRules(entrances) : []),
  ];
  if (ingress.length === 0 && outgoing.length === 0) return undefined;
  return {
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
  };
}

function entranceRules({ namespace, ranges }: Entrances): k8s.NetworkPolicyIngressRule[] {
  const from = rangesOf(ranges);
  if (namespace) {
    from.push({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } });
  }
  return from.length > 0 ? [{ from, ports: [policyPort(FRONT_END.containerPort)] }] : [];
}

function pods(name: string): k8s.NetworkPolicyPeer {
  return { podSelector: { matchLabels: { name } } };
}

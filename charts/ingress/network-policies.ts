import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { networkPolicies, policyPort, ranges } from '../common/network-policy.ts';

/** Whom an ingress controller talks to. */
export interface ControllerTraffic {
  /** Where requests come from: nodes and load balancers, and the clients of both. */
  readonly from: readonly string[];
  readonly apiServer: { readonly ranges: readonly string[]; readonly ports: readonly number[] };
  /** The pods that its Ingresses lead to. */
  readonly backends: readonly Backend[];
}

interface Backend {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The pod's port: a controller calls pods, not their Services. */
  readonly port: number;
}

/** Nothing in or out of an ingress controller's namespace, but requests, look-ups of names and the API server. */
export function controllerPolicies(
  scope: Construct,
  metadata: k8s.ObjectMeta,
  selector: Record<string, string>,
  { from, apiServer, backends }: ControllerTraffic,
): void {
  networkPolicies(scope, (name) => ({ ...metadata, name }), {
    controller: {
      podSelector: { matchLabels: selector },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: ranges(from), ports: [policyPort(80), policyPort(443)] }],
      egress: [
        { to: ranges(apiServer.ranges), ports: apiServer.ports.map((port) => policyPort(port)) },
        ...backends.map(({ namespace, labels, port }) => ({
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
              podSelector: { matchLabels: labels },
            },
          ],
          ports: [policyPort(port)],
        })),
      ],
    },
  });
}

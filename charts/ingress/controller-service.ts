import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import {
  type LoadBalancer,
  loadBalancerAnnotations,
  loadBalancerSpec,
} from '../common/load-balancer.ts';

interface ControllerServiceProps {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly selector: Record<string, string>;
  readonly loadBalancer: LoadBalancer;
}

/** The load balancer in front of an ingress controller. */
export function controllerService(scope: Construct, props: ControllerServiceProps): void {
  const port = (name: string, number: number) => ({
    name,
    protocol: 'TCP',
    port: number,
    targetPort: k8s.IntOrString.fromString(name),
  });
  new k8s.KubeService(scope, 'service', {
    metadata: {
      name: props.name,
      namespace: props.namespace,
      labels: props.labels,
      annotations: loadBalancerAnnotations(props.loadBalancer),
    },
    spec: {
      ...loadBalancerSpec(props.loadBalancer),
      // Keeps the client's address. The load balancer then shows nodes without a controller pod as unhealthy.
      externalTrafficPolicy: 'Local',
      selector: props.selector,
      ports: [port('http', 80), port('https', 443)],
    },
  });
}

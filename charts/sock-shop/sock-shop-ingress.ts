import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { type IngressControllerName, ingressControllers } from '../ingress/controllers.ts';
import { FRONT_END, labelsOf, SOCK_SHOP } from './names.ts';

export interface SockShopIngressProps {
  readonly controller: IngressControllerName;
  readonly host: string | null;
  /** The only ranges that may reach the load balancer that `alb` makes of this Ingress. */
  readonly sourceRanges: readonly string[];
}

/** The chapter's `sock-shop-ingress`: every path to the front end. */
export class SockShopIngress extends Chart {
  constructor(
    scope: Construct,
    id: string,
    { controller, host, sourceRanges }: SockShopIngressProps,
  ) {
    super(scope, id);
    new k8s.KubeIngress(this, 'ingress', {
      metadata: {
        name: 'sock-shop-ingress',
        namespace: SOCK_SHOP,
        labels: labelsOf(FRONT_END.name),
        annotations: annotationsOf(controller, sourceRanges),
      },
      spec: {
        ingressClassName: ingressControllers[controller].className,
        rules: [
          {
            ...(host && { host }),
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: {
                    service: { name: FRONT_END.name, port: { number: FRONT_END.servicePort } },
                  },
                },
              ],
            },
          },
        ],
      },
    });
  }
}

function annotationsOf(
  controller: IngressControllerName,
  sourceRanges: readonly string[],
): Record<string, string> | undefined {
  switch (controller) {
    case 'nginx':
      // It redirects to https wherever its server has TLS, and the server of a rule without a host always has: with a
      // certificate for nobody, so that no browser gets through.
      return { 'nginx.org/ssl-redirect': 'false' };
    case 'ingress-nginx':
      return undefined;
    case 'alb':
      return albAnnotations(sourceRanges);
  }
}

// Scheme and ranges default to internal and the whole Internet; instance targets would need a node port.
function albAnnotations(sourceRanges: readonly string[]): Record<string, string> {
  return {
    'alb.ingress.kubernetes.io/scheme': 'internet-facing',
    'alb.ingress.kubernetes.io/target-type': 'ip',
    'alb.ingress.kubernetes.io/inbound-cidrs': sourceRanges.join(','),
    'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP": 80}]',
    'alb.ingress.kubernetes.io/healthcheck-path': '/',
  };
}

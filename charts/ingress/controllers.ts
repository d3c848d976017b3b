/** The ingress controllers, and the names that a shop's Ingress and policies know them by. */
export const ingressControllers = {
  nginx: {
    className: 'nginx',
    controller: 'nginx.org/ingress-controller',
    namespace: 'nginx-ingress',
    service: 'nginx-ingress',
  },
  // A class's controller can't be changed, so the two NGINX controllers need two names.
  'ingress-nginx': {
    className: 'ingress-nginx',
    controller: 'k8s.io/ingress-nginx',
    namespace: 'ingress-nginx',
    service: 'ingress-nginx-controller',
  },
  alb: {
    className: 'alb',
    controller: 'ingress.k8s.aws/alb',
    namespace: 'kube-system',
    service: undefined,
  },
} as const;

export type IngressControllerName = keyof typeof ingressControllers;

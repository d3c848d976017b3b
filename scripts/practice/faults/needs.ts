import { AUTOSCALER, AUTOSCALER_NAMESPACE } from '../../../charts/cluster-autoscaler/names.ts';
import { SOCK_SHOP } from '../../../charts/sock-shop/names.ts';
import { at } from '../../../checks/values.ts';
import type { Need } from './fault.ts';

export const theShop: Need = {
  find: (live) => live.find('Deployment', 'front-end', SOCK_SHOP),
  command: ({ dist }) => `kubectl apply -f ${dist}/apps/1-sock-shop.k8s.yaml`,
};

export const theAutoscaler: Need = {
  find: (live) => live.find('Deployment', AUTOSCALER, AUTOSCALER_NAMESPACE),
  command: ({ dist }) => `kubectl apply -f ${dist}/platform/cluster-autoscaler.k8s.yaml`,
};

export const jenkins: Need = {
  find: (live, { namespace }) => live.find('Pod', 'jenkins', namespace),
  command: ({ dist }) => `kubectl apply -f ${dist}/jenkins/1-jenkins.k8s.yaml`,
};

const files = {
  ClusterIP: '3-service-clusterip',
  NodePort: '4-service-nodeport',
  LoadBalancer: '5-service-loadbalancer',
} as const;

/** The file that makes the Service of Jenkins what it is. */
export function serviceFile(type: string): string {
  return `exercises/${files[type as keyof typeof files] ?? files.ClusterIP}.k8s.yaml`;
}

/** The Service of Jenkins, of any type or of one. */
export function service(...types: readonly (keyof typeof files)[]): Need {
  const [usual = 'ClusterIP'] = types;
  return {
    find: (live, { namespace }) => {
      const found = live.find('Service', 'jenkins', namespace);
      const type = at(found, 'spec', 'type');
      return types.length === 0 || types.some((one) => one === type) ? found : undefined;
    },
    command: ({ dist }) => `kubectl apply -f ${dist}/${serviceFile(usual)}`,
  };
}

export const theIngress: Need = {
  find: (live) => live.find('Ingress', 'sock-shop-ingress', SOCK_SHOP),
  command: ({ dist }) => `kubectl apply -f ${dist}/apps/2-sock-shop-ingress.k8s.yaml`,
};

export const theController: Need = {
  find: (live) => live.find('Deployment', 'nginx-ingress', 'nginx-ingress'),
  command: ({ dist }) => `kubectl apply -f ${dist}/platform/ingress-controller.k8s.yaml`,
};

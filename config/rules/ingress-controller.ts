import { kubernetesVersions, minorOf } from '../../tables/kubernetes.ts';
import type { ConfigRule } from './rule.ts';

/** The chosen ingress controller was released for this minor. */
export const ingressController: ConfigRule = ({ ingress, kubernetes }) => {
  if (ingress.controller !== 'ingress-nginx' || minorOf(kubernetes).ingressNginx) return [];
  const tested = kubernetesVersions.filter((version) => minorOf(version).ingressNginx);
  return [
    {
      path: ['ingress', 'controller'],
      reads: [['kubernetes']],
      message: `is retired, and its last release was never tested with Kubernetes ${kubernetes}`,
      allowed: `ingress-nginx with Kubernetes ${tested[0]} to ${tested.at(-1)}; nginx with every minor`,
      fix: 'did you mean nginx, the controller that is maintained?',
    },
  ];
};

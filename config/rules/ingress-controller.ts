import { ingressNginxVersions } from '../../tables/ingress-releases.ts';
import type { ConfigRule } from './rule.ts';

/** The chosen ingress controller was tested with this minor version. */
export const ingressController: ConfigRule = ({ ingress, kubernetes }) => {
  if (ingress.controller !== 'ingress-nginx') return [];
  if (ingressNginxVersions.includes(kubernetes)) return [];
  return [
    {
      path: ['ingress', 'controller'],
      reads: [['kubernetes']],
      message: `is retired, and its last release was never tested with Kubernetes ${kubernetes}`,
      allowed: `ingress-nginx with Kubernetes ${ingressNginxVersions[0]} to ${ingressNginxVersions.at(-1)}; nginx with every minor version`,
      fix: 'did you mean nginx, the controller that is maintained?',
    },
  ];
};

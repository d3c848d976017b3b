import { minorNumber, minorOf } from '../../tables/kubernetes.ts';
import type { Check } from '../check.ts';
import { parseImage } from '../containers/image-reference.ts';
import { findingsOf } from '../finding.ts';
import { type ControllerName, ingressControllersOf } from '../references/ingress-controllers.ts';

const finding = findingsOf('ingress-version');

// Which Kubernetes minors each release was tested with: F5's documentation (nic-k8s.md) and ingress-nginx's README.
const tested: Readonly<Record<ControllerName, readonly (readonly [string, number, number])[]>> = {
  nginx: [
    ['5.5', 29, 36],
    ['5.4', 28, 35],
    ['5.3', 27, 35],
  ],
  'ingress-nginx': [
    ['1.15', 31, 35],
    ['1.14', 30, 34],
    ['1.11', 26, 30],
  ],
};

/** An ingress controller that wasn't tested with the cluster's minor. */
export const ingressVersion: Check = (subject) =>
  ingressControllersOf(subject).flatMap(({ name, pod, container }) => {
    const release = /^v?(\d+\.\d+)\./.exec(parseImage(container.image).tag ?? '')?.[1];
    const row = tested[name].find(([of]) => of === release);
    const minor = minorNumber(subject.minor);
    if (!row || (minor >= row[1] && minor <= row[2])) return [];
    const { nginxIngress, ingressNginx } = minorOf(subject.minor);
    const better = name === 'nginx' ? nginxIngress : ingressNginx;
    return [
      finding(pod.owner, {
        path: `${container.path}.image`,
        value: container.image,
        message: `was not tested with Kubernetes ${subject.minor}`,
        allowed: `Kubernetes 1.${row[1]} to 1.${row[2]}`,
        fix: better ? `use ${better}` : `use F5's nginx/nginx-ingress:${nginxIngress}`,
      }),
    ];
  });

import { testedMinors } from '../../tables/ingress-releases.ts';
import { minorNumber, minorOf } from '../../tables/kubernetes.ts';
import type { Check } from '../check.ts';
import { parseImage } from '../containers/image-reference.ts';
import { findingsOf } from '../finding.ts';
import { ingressControllersOf } from '../references/ingress-controllers.ts';

const finding = findingsOf('ingress-version');

/** An ingress controller that wasn't tested with the cluster's minor. */
export const ingressVersion: Check = (subject) =>
  ingressControllersOf(subject).flatMap(({ name, pod, container }) => {
    const release = /^v?(\d+\.\d+)\./.exec(parseImage(container.image).tag ?? '')?.[1];
    const tested = testedMinors[name][release ?? ''];
    const minor = minorNumber(subject.minor);
    if (!tested || (minor >= tested.oldest && minor <= tested.newest)) return [];
    const { nginxIngress, ingressNginx } = minorOf(subject.minor);
    const better = name === 'nginx' ? nginxIngress : ingressNginx;
    return [
      finding(pod.owner, {
        path: `${container.path}.image`,
        value: container.image,
        message: `was not tested with Kubernetes ${subject.minor}`,
        allowed: `Kubernetes 1.${tested.oldest} to 1.${tested.newest}`,
        fix: better ? `use ${better}` : `use F5's nginx/nginx-ingress:${nginxIngress}`,
      }),
    ];
  });

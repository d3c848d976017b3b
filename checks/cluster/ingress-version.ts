import { images } from '../../tables/images.ts';
import { isTestedWith, testedMinors } from '../../tables/ingress-releases.ts';
import type { Check } from '../check.ts';
import { parseImage } from '../containers/image-reference.ts';
import { findingsOf } from '../finding.ts';
import { ingressControllersOf } from '../references/ingress-controllers.ts';

const finding = findingsOf('ingress-version');

/** An ingress controller that wasn't tested with the cluster's minor version. */
export const ingressVersion: Check = (subject) =>
  ingressControllersOf(subject).flatMap(({ name, pod, container }) => {
    const tag = parseImage(container.image).tag ?? '';
    const tested = testedMinors[name][/^v?(\d+\.\d+)\./.exec(tag)?.[1] ?? ''];
    if (!tested || isTestedWith(tested, subject.minor)) return [];
    return [
      finding(pod.owner, {
        path: `${container.path}.image`,
        value: container.image,
        message: `was not tested with Kubernetes ${subject.minor}`,
        allowed: `Kubernetes 1.${tested.oldest} to 1.${tested.newest}`,
        fix: `use ${images.nginxIngress}`,
      }),
    ];
  });

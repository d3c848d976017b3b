import { images } from '../../tables/images.ts';
import { isTestedWith, testedMinors } from '../../tables/ingress-releases.ts';
import { type About, check } from '../check.ts';
import { parseImage } from '../containers/image-reference.ts';
import { findingsOf } from '../finding.ts';
import { ingressControllersOf } from '../references/ingress-controllers.ts';

const about: About = {
  id: 'ingress-version',
  severity: 'risky',
  why: 'The controller was not tested with this Kubernetes version, and may call what it no longer serves.',
  remedy: 'Use a version of the controller that names this Kubernetes version.',
};
const finding = findingsOf(about);

export const ingressVersion = check(about, (subject) =>
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
  }),
);

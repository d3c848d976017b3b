import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { knownKubernetes, minorNumber, minorOf } from '../../tables/kubernetes.ts';
import { at, text } from '../values.ts';
import { autoscalersOf } from './autoscalers.ts';

const about: About = {
  id: 'autoscaler-version',
  severity: 'risky',
  why: 'The autoscaler simulates the scheduler of its own minor version, so another version decides wrongly at times.',
  remedy: "Use the newest version for the cluster's minor version.",
};
const finding = findingsOf(about);

const firstWithClaims = 35;
const firstServerWithClaims = 34;

export const autoscalerVersion = check(about, (subject) => {
  const inConfig = text(at(subject.clusterConfig?.object, 'metadata', 'version'));
  const cluster = inConfig ?? subject.minor;
  const known = knownKubernetes(cluster);
  const newest = known && minorOf(known).autoscaler;
  return autoscalersOf(subject).flatMap(({ pod, container, minor }): Finding[] => {
    if (minor === undefined || minor === cluster || newest?.startsWith(`${minor}.`)) return [];
    const waits =
      minorNumber(minor) >= firstWithClaims && minorNumber(cluster) < firstServerWithClaims;
    return [
      finding(pod.owner, {
        path: `${container.path}.image`,
        value: container.image,
        message: waits
          ? `is of Kubernetes ${minor}, and needs resource.k8s.io/v1, which ${cluster} does not serve: it looks healthy but does nothing`
          : `is of Kubernetes ${minor}, but the cluster is ${cluster}: it judges by another scheduler's rules`,
        allowed: `an image of ${cluster}`,
        fix: newest && `use v${newest}`,
      }),
    ];
  });
});

import type { Check, Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { knownKubernetes, minorNumber, minorOf } from '../../tables/kubernetes.ts';
import { at, text } from '../values.ts';
import { autoscalersOf } from './autoscalers.ts';

const finding = findingsOf('autoscaler-version');

const firstWithClaims = 35;
const firstServerWithClaims = 34;

/** An autoscaler of another minor version than the newest that there is for the cluster's. */
export const autoscalerVersion: Check = (subject) => {
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
};

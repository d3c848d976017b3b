import {
  defaultKubernetes,
  eksSupport,
  type KubernetesVersion,
  kubernetesVersions,
  minorNumber,
  newestKubernetes,
  oldestKubernetes,
} from '../../tables/kubernetes.ts';

/** The minor version some steps after another, or before it: the table may not have it. */
export function minorAfter<Version extends string>(version: Version, steps: number): Version {
  return `1.${minorNumber(version) + steps}` as Version;
}

/** The minor version before the default one. */
export const previousKubernetes = minorAfter(defaultKubernetes, -1);

/** What EKS sells with extended support only. */
export const extendedKubernetes = kubernetesVersions
  .filter((version) => eksSupport(version) === 'extended')
  .at(-1) as KubernetesVersion;

/** One that EKS sells no more, and one that this project doesn't know yet. */
export const endedMinor: string = minorAfter(oldestKubernetes, -1);
export const unknownMinor: string = minorAfter(newestKubernetes, 1);

import { UsageError } from '../../terminal/usage-error.ts';
import {
  knownKubernetes,
  type KubernetesVersion,
  kubernetesVersions,
} from '../../tables/kubernetes.ts';
import { unknownKubernetes } from '../../tables/unknown-kubernetes.ts';

/** The minor that `--to` asks for. Whether it is the cluster's next is for the live cluster to tell. */
export function askedMinor(
  to: string,
  file: string,
  written: KubernetesVersion,
): KubernetesVersion {
  const asked = knownKubernetes(to);
  if (asked) return asked;
  throw new UsageError(
    `--to ${to} ${unknownKubernetes(to)?.message ?? 'is not a minor version that this project knows'}`,
    `leave --to out for ${written}, which ${file} says, or choose from ${kubernetesVersions.join(', ')}`,
  );
}

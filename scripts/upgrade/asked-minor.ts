import { UsageError } from '../../terminal/usage-error.ts';
import {
  calendarRead,
  eksSupport,
  type KubernetesVersion,
  kubernetesVersions,
} from '../../tables/kubernetes.ts';

/** The minor that `--to` asks for. Whether it is the cluster's next is for the live cluster to tell. */
export function askedMinor(
  to: string,
  file: string,
  written: KubernetesVersion,
): KubernetesVersion {
  const asked = kubernetesVersions.find((version) => version === to);
  if (!asked) {
    throw new UsageError(
      `--to ${to} is no minor that this project knows`,
      `it knows ${kubernetesVersions.join(', ')}`,
    );
  }
  if (eksSupport(asked) === 'ended') {
    const sold = kubernetesVersions.filter((version) => eksSupport(version) !== 'ended');
    throw new UsageError(
      `--to ${to} goes back: EKS runs nothing older than ${sold[0]} (calendar as of ${calendarRead}), and a control plane never goes back`,
      `leave --to out for ${written}, which ${file} says, or choose from ${sold.join(', ')}`,
    );
  }
  return asked;
}

import { builtMinors } from '../../../tables/control-planes.ts';
import {
  type KubernetesVersion,
  knownKubernetes,
  minorNumber,
} from '../../../tables/kubernetes.ts';

/** The Kubernetes that is built for practice: one, so that the first time costs less. */
export const playedMinor: KubernetesVersion = builtMinors.at(-1)!;

/** How many minor versions back a control plane can behave as an older one. */
const FURTHEST_BACK = 3;

/** The API server's flags with which it behaves as another minor version. */
export function versionFlags(version: string): string[] {
  const minor = knownKubernetes(version);
  if (!minor || minor === playedMinor) return [];
  const back = minorNumber(playedMinor) - minorNumber(minor);
  return back <= FURTHEST_BACK ? [`--emulated-version=${minor}`] : [];
}

/** The same arguments with the flags of another version. */
export function asVersion(args: readonly string[], version: string): string[] {
  return [
    ...args.filter((flag) => !flag.startsWith('--emulated-version=')),
    ...versionFlags(version),
  ];
}

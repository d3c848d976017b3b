import { builtMinors } from '../../tables/control-planes.ts';
import { type Call, lineOf } from '../../terminal/call.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import {
  knownKubernetes,
  type KubernetesVersion,
  minorNumber,
  minorOf,
} from '../../tables/kubernetes.ts';

const MOST_NODES = 450;

/** The one cluster to rehearse: the named one, or the only one. */
export function chosenCluster(
  call: Call<{ readonly cluster?: string }>,
  names: readonly string[],
): string[] {
  const { cluster: named } = call.flags;
  if (named !== undefined) return [named];
  if (names.length < 2) return [...names];
  throw new UsageError(
    `there are ${names.length} clusters, and you can rehearse one at a time: ${names.join(', ')}`,
    `write: ${lineOf(call, { cluster: names[0] })}`,
  );
}

/** The minor to rehearse on: the asked one, or the nearer to the cluster's own. */
export function chosenMinor(asked: string | undefined, own: KubernetesVersion): KubernetesVersion {
  if (asked === undefined) return nearestMinor(own);
  const version = asked.replace(/^v/, '');
  const minor = builtMinors.find((one) => one === version);
  if (minor) return minor;
  const known = knownKubernetes(version);
  throw new UsageError(
    `--kubernetes ${asked} is not a minor version that a rehearsal runs on: it runs on ${builtMinors.join(' or ')}`,
    known
      ? `write --kubernetes ${nearestMinor(known)}, the nearer of the two`
      : `write --kubernetes ${builtMinors.join(' or --kubernetes ')}`,
  );
}

// Of two that are as near, the newer.
function nearestMinor(own: KubernetesVersion): KubernetesVersion {
  const distance = (minor: KubernetesVersion) => Math.abs(minorNumber(minor) - minorNumber(own));
  return builtMinors.reduce((best, minor) => (distance(minor) <= distance(best) ? minor : best));
}

/** How many nodes to begin with. */
export function chosenNodes(asked: string | undefined, desired: number): number {
  if (asked === undefined) return desired;
  const count = Number(asked);
  if (/^\d+$/.test(asked) && count >= 1 && count <= MOST_NODES) return count;
  throw new UsageError(
    `--nodes ${asked} is not a number of nodes`,
    `write a number from 1 to ${MOST_NODES}: --nodes ${desired}`,
  );
}

/** In words, which Kubernetes is rehearsed, and why it isn't the cluster's own. */
export function minorInWords(
  own: KubernetesVersion,
  on: KubernetesVersion,
  asked: boolean,
): string {
  const version = `Kubernetes ${minorOf(on).release}`;
  if (own === on) return `rehearsed on ${version}`;
  const why = asked
    ? 'as asked'
    : `the nearer of the two minor versions that are built here, ${builtMinors.join(' and ')}`;
  return `the cluster's Kubernetes is ${own}; rehearsed on ${version}, ${why}`;
}

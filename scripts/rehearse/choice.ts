import { builtKubernetes, type BuiltMinor } from '../../tables/control-planes.ts';
import { type Call, lineOf } from '../../terminal/call.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import {
  type KubernetesVersion,
  kubernetesVersions,
  minorNumber,
} from '../../tables/kubernetes.ts';

const MOST_NODES = 450;

// Halfway between the two minors that can be built.
const NEARER_TO_THE_NEWEST = 32;

const minors = Object.keys(builtKubernetes) as BuiltMinor[];

/** The one cluster to rehearse: the named one, or the only one. */
export function chosenCluster(
  call: Call<{ readonly cluster?: string }>,
  names: readonly string[],
): string[] {
  const { cluster: named } = call.flags;
  if (named !== undefined) return [named];
  if (names.length < 2) return [...names];
  throw new UsageError(
    `there are ${names.length} clusters, and a rehearsal is of one: ${names.join(', ')}`,
    `write: ${lineOf(call, { cluster: names[0] })}`,
  );
}

/** The minor to rehearse on: the asked one, or the nearer to the cluster's own. */
export function chosenMinor(asked: string | undefined, own: KubernetesVersion): BuiltMinor {
  if (asked === undefined) return nearestMinor(own);
  const version = asked.replace(/^v/, '');
  const minor = minors.find((one) => one === version);
  if (minor) return minor;
  const known = kubernetesVersions.find((one) => one === version);
  throw new UsageError(
    `--kubernetes ${asked} is no minor that a rehearsal runs on: it runs on ${minors.join(' or ')}`,
    known
      ? `write --kubernetes ${nearestMinor(known)}, the nearer of the two`
      : `write --kubernetes ${minors.join(' or --kubernetes ')}`,
  );
}

function nearestMinor(own: KubernetesVersion): BuiltMinor {
  return minorNumber(own) >= NEARER_TO_THE_NEWEST ? '1.36' : '1.27';
}

/** How many nodes to begin with. */
export function chosenNodes(asked: string | undefined, desired: number): number {
  if (asked === undefined) return desired;
  const count = Number(asked);
  if (/^\d+$/.test(asked) && count >= 1 && count <= MOST_NODES) return count;
  throw new UsageError(
    `--nodes ${asked} is no count of nodes`,
    `write a number from 1 to ${MOST_NODES}: --nodes ${desired}`,
  );
}

/** In words, which Kubernetes is rehearsed, and why it isn't the cluster's own. */
export function minorInWords(own: KubernetesVersion, on: BuiltMinor, asked: boolean): string {
  const version = `Kubernetes ${builtKubernetes[on]}`;
  if (own === on) return `rehearsed on ${version}`;
  const why = asked
    ? 'as asked'
    : `the nearer of the two minors that are built here, ${minors.join(' and ')}`;
  return `the cluster's Kubernetes is ${own}; rehearsed on ${version}, ${why}`;
}

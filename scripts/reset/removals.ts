import type { Kubectl } from '../../aws/kubectl.ts';
import { commandLine } from '../../aws/programs/call.ts';
import { append } from '../../checks/index-of.ts';
import { identityOf, type KubeObject } from '../../output/manifest.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { readLive } from './live.ts';
import { othersIn } from './namespace.ts';
import { unproved } from './proof.ts';

// A Service's load balancer, and an Ingress's, go first; then the object does.
const LONGEST = '--timeout=10m';

/** One call of kubectl that deletes what is proved to be ours. */
export interface Removal {
  /** A namespace, or what is in none. */
  readonly place: string;
  readonly what: string;
  readonly args: readonly string[];
}

/** What has to go, as far as it is there: what is ours, and what stays because it is not. */
export interface Removals {
  readonly ours: readonly Removal[];
  readonly left: readonly string[];
}

/** Looks at what has to go: each object is deleted only if it is ours, a namespace only if all in it is. */
export async function removalsOf(
  kubectl: Kubectl,
  output: Synthesized,
  absent: readonly KubeObject[],
): Promise<Removals> {
  const live = await readLive(kubectl, absent);
  const ours: KubeObject[] = [];
  const left: string[] = [];
  for (const wanted of absent) {
    const found = live.get(identityOf(wanted));
    if (!found) continue;
    const why = unproved(found, wanted);
    if (why === undefined) ours.push(wanted);
    else left.push(notTaken(wanted, why));
  }
  const removals: Removal[] = [];
  for (const [place, objects] of byPlace(ours)) {
    const space = objects.find(({ kind }) => kind === 'Namespace');
    const others = space ? await othersIn(kubectl, place, output) : [];
    if (space && others.length === 0) {
      removals.push(wholeNamespace(place, objects.length - 1));
      continue;
    }
    if (space) left.push(`Namespace ${place} stays, because it also has ${others.join(', ')}`);
    const inside = objects.filter((object) => object !== space);
    if (inside.length > 0) removals.push(oneByOne(place, inside));
  }
  return { ours: removals, left };
}

// A namespace's objects together with itself, in the order in which the first of each place comes.
function byPlace(objects: readonly KubeObject[]): Map<string, KubeObject[]> {
  const places = new Map<string, KubeObject[]>();
  for (const object of objects) append(places, placeOf(object), object);
  return places;
}

/** The namespace that an object is, or is in; nothing where it is in none. */
export function placeOf({ kind, metadata }: KubeObject): string {
  return kind === 'Namespace' ? metadata.name : (metadata.namespace ?? '');
}

function wholeNamespace(name: string, count: number): Removal {
  return {
    place: name,
    what: `Delete the namespace ${name}${count > 0 ? `, and the ${count === 1 ? 'object' : `${count} objects`} in it` : ''}`,
    args: ['delete', 'namespace', name, LONGEST],
  };
}

function oneByOne(place: string, objects: readonly KubeObject[]): Removal {
  const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  return {
    place,
    what: `Delete ${place === '' ? '' : `in the namespace ${place} `}${names.join(', ')}`,
    args: [
      ...(place === '' ? [] : ['-n', place]),
      'delete',
      ...objects.map(typed),
      '--ignore-not-found',
      LONGEST,
    ],
  };
}

function notTaken(object: KubeObject, why: string): string {
  const { namespace } = object.metadata;
  const args = [...(namespace ? ['-n', namespace] : []), 'delete', typed(object)];
  return `not taken: ${identityOf(object)}: ${why}; if you made it yourself: ${commandLine('kubectl', args)}`;
}

// With its group: what others have installed may have kinds of the same name.
function typed({ apiVersion, kind, metadata }: KubeObject): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/', 1)[0]}` : '';
  return `${kind.toLowerCase()}${group}/${metadata.name}`;
}

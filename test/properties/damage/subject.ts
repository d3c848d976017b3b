import type { Subject } from '../../../checks/check.ts';
import type { ClusterConfig } from '../../../config/schema.ts';
import type { Synthesized } from '../../../synth/synthesize.ts';

export type Fields = Record<string, unknown>;

/** A subject that damages may change. */
export interface Damaged {
  files: { path: string; objects: Fields[]; alternative?: boolean }[];
  clusterConfig?: { path: string; object: Fields };
  prerequisites: unknown[];
  minor: Subject['minor'];
  /** Checks believe the cluster file where there is one, and the ClusterConfig where there is none. */
  config?: ClusterConfig;
}

/** A copy of an output, to be damaged. What it was made from stays as it is. */
export function copyOf({ config, ...output }: Synthesized): Damaged {
  return { ...(JSON.parse(JSON.stringify(output)) as Omit<Damaged, 'config'>), config };
}

/** One way to break a valid output: each function it returns breaks another place of it. */
export type Damage = (subject: Damaged) => (() => void)[];

/** The objects of some kinds, those of the exercises left out unless asked for. */
export function objectsOf(subject: Damaged, ...kinds: string[]): Fields[] {
  return subject.files
    .filter(({ alternative }) => !alternative)
    .flatMap(({ objects }) => objects)
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(String(kind)));
}

/** The object below some keys, or an empty one. */
export function below(value: unknown, ...keys: (string | number)[]): Fields {
  const found = keys.reduce<unknown>(
    (current, key) => (current as Record<string | number, unknown> | undefined)?.[key],
    value,
  );
  return typeof found === 'object' && found !== null ? (found as Fields) : {};
}

/** The items below some keys, or none. */
export function itemsBelow(value: unknown, ...keys: (string | number)[]): Fields[] {
  const found: unknown = below(value, ...keys);
  return Array.isArray(found) ? (found as Fields[]) : [];
}

export const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** The pod specs of all workloads and Pods. */
export function podSpecs(subject: Damaged): Fields[] {
  return objectsOf(subject, ...workloadKinds, 'Pod').map((object) =>
    object.kind === 'Pod' ? below(object, 'spec') : below(object, 'spec', 'template', 'spec'),
  );
}

/** All containers that run on. */
export function containers(subject: Damaged): Fields[] {
  return podSpecs(subject).flatMap((spec) => itemsBelow(spec, 'containers'));
}

export function nameOf(object: Fields): string {
  return String(below(object, 'metadata').name);
}

/** Takes objects out of their files, each in its turn. */
export function removals(
  subject: Damaged,
  kind: string,
  which: (object: Fields) => boolean = () => true,
) {
  return subject.files.flatMap((file) =>
    file.objects
      .filter((object) => !file.alternative && object.kind === kind && which(object))
      .map((object) => () => {
        file.objects = file.objects.filter((other) => other !== object);
      }),
  );
}

/** Sets a key wherever it is there. */
export function change(owners: readonly Fields[], key: string, to: (value: unknown) => unknown) {
  return owners
    .filter((owner) => key in owner)
    .map((owner) => () => {
      owner[key] = to(owner[key]);
    });
}

/** Takes a key away wherever it is there. */
export function drop(owners: readonly Fields[], key: string) {
  return owners
    .filter((owner) => key in owner)
    .map((owner) => () => {
      delete owner[key];
    });
}

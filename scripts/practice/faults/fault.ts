import type { Aws } from '../../../aws/clients.ts';
import type { ClusterConfig } from '../../../config/schema.ts';
import { exerciseNamespace } from '../../../config/learners/names.ts';
import type { Live, LiveObject } from '../../verify/live.ts';

/** Where a fault is planted: a cluster, as its file names things. */
export interface Place {
  readonly cluster: string;
  readonly region: string;
  /** The namespace of the Service exercises. */
  readonly namespace: string;
  readonly nodePort: number;
  /** The folder of the cluster's files. */
  readonly dist: string;
  readonly nodes: ClusterConfig['nodes'];
}

/** What planting needs: the cluster as it is now, kubectl and AWS. */
export interface Scene {
  readonly place: Place;
  readonly live: Live;
  readonly aws: Aws;
  /** Calls kubectl; fails where it does. */
  readonly kubectl: (args: readonly string[], input?: string) => Promise<string>;
}

/** What was there before, as far as the answer needs it. */
export type Kept = Readonly<Record<string, string>>;

/** An object that must be there before a fault can be planted. */
export interface Need {
  readonly find: (live: Live, place: Place) => LiveObject | undefined;
  /** How it is made. */
  readonly command: (place: Place) => string;
}

/** Something that is broken on purpose. */
export interface Fault {
  /** What it is, told only with the answer. */
  readonly title: string;
  /** The exercises that verify finds it in. */
  readonly exercises: readonly number[];
  /** What one notices; it does not tell the cause. */
  readonly symptom: string;
  readonly needs: readonly Need[];
  plant(scene: Scene): Promise<Kept | void>;
  /** What verify says of it. */
  readonly named: RegExp;
  /** Where to look; what to look at; what is wrong there. */
  hints(place: Place): readonly [string, string, string];
  /** The commands that mend it. */
  answer(place: Place, kept: Kept): readonly string[];
}

/** The place of a cluster file. */
export function placeOf({ name, region, owner, jenkins, nodes }: ClusterConfig): Place {
  return {
    cluster: name,
    region,
    namespace: exerciseNamespace(owner),
    nodePort: jenkins.nodePort,
    dist: `dist/${name}`,
    nodes,
  };
}

/** `kubectl patch` with a merge. */
export function patch(object: string, namespace: string, change: object): string[] {
  return ['patch', object, '-n', namespace, '--type=merge', '-p', JSON.stringify(change)];
}

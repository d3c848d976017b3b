import type { Synthesized } from '../../../synth/synthesize.ts';

/** What to do, and the commands that do it. */
export interface Step {
  readonly say: string;
  readonly commands: readonly string[];
}

/** One exercise of the chapter, for one cluster: README's table and docs/exercises.md hold the same commands. */
export interface Exercise {
  /** Its number in the chapter, where it is one of its exercises. */
  readonly number?: number;
  readonly title: string;
  readonly steps: readonly Step[];
  /** Why this cluster file leaves the exercise out. */
  readonly missing?: string;
}

/** Everything that the exercises' commands are made of. */
export interface Place {
  readonly subject: Synthesized;
  /** `dist/sock-shop` */
  readonly folder: string;
  readonly name: string;
  readonly region: string;
  /** Where Jenkins and its Services are. */
  readonly namespace: string;
}

/** The command that applies a file of the cluster. */
export function apply({ folder }: Place, file: string): string {
  return `kubectl apply -f ${folder}/${file}`;
}

/** The command that deletes what a file of the cluster made. */
export function remove({ folder }: Place, file: string): string {
  return `kubectl delete -f ${folder}/${file}`;
}

/** Words as a sentence. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

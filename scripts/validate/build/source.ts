import type { Affixes, Input } from '../input.ts';

/** Something that a program makes manifests of. */
export interface Source {
  /** The file that says how. */
  readonly input: Input;
  /** The files whose objects come out. */
  readonly parts: readonly Input[];
  /** What may come out around the names of those objects. */
  readonly affixes?: Affixes;
  readonly program: 'kubectl' | 'helm';
  readonly args: readonly string[];
  /** Why it can't be made. */
  readonly obstacle: string | undefined;
}

import type { Tree } from '../output/tree.ts';
import { type Note, notesOn } from './notes.ts';
import { renderTree } from './render-tree.ts';
import type { Synthesized } from './synthesize.ts';

/** One cluster, ready to be written. */
export interface Rendered {
  readonly name: string;
  readonly tree: Tree;
  /** How many objects the files hold. */
  readonly objects: number;
  /** What a person has to know or do, beyond applying the files. */
  readonly notes: readonly Note[];
}

/** A cluster's output as text. */
export function rendered(output: Synthesized): Rendered {
  return {
    name: output.config.name,
    tree: renderTree(output),
    objects: output.files.reduce((sum, file) => sum + file.objects.length, 0),
    notes: notesOn(output),
  };
}

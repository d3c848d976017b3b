import type { Tree } from '../output/tree.ts';
import { type Note, notesOn } from './notes.ts';
import { renderTree } from './render-tree.ts';
import type { Synthesized } from './synthesize.ts';

/** One cluster, ready to be written. */
export interface Rendered {
  readonly name: string;
  readonly tree: Tree;
  /** How many files there are, and what they hold. */
  readonly counts: string;
  /** What a person has to know or do, beyond applying the files. */
  readonly notes: readonly Note[];
}

/** A cluster's output as text. */
export function rendered(output: Synthesized): Rendered {
  const tree = renderTree(output);
  return {
    name: output.config.name,
    tree,
    counts: `${tree.size} files with ${objectsIn(output)}`,
    notes: notesOn(output),
  };
}

function objectsIn({ files, flux, clusterConfig }: Synthesized): string {
  const count = [...files, ...flux].reduce((sum, file) => sum + file.objects.length, 0);
  return `${count} Kubernetes objects${clusterConfig ? ' and 1 ClusterConfig' : ''}`;
}

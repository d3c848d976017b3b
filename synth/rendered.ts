import type { Finding } from '../checks/check.ts';
import { findings } from '../checks/run.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { renderTree } from './render-tree.ts';
import type { Tree } from '../output/tree.ts';
import { synthesize, type Synthesized } from './synthesize.ts';
import { notesOn } from './notes.ts';

/** One cluster, ready to be written: its objects are no longer needed. */
export interface Rendered {
  readonly name: string;
  readonly tree: Tree;
  /** How many objects the files hold. */
  readonly objects: number;
  /** What a person has to know or do, beyond applying the files. */
  readonly notes: readonly string[];
}

/** One cluster with all that the checks find wrong with it; rendered when that is nothing. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly rendered?: Rendered;
}

/** Makes everything of one cluster from its config, checks it and renders it. */
export function renderCluster(config: ClusterConfig): Checked {
  const output = synthesize(config);
  const found = findings(output);
  return found.length > 0 ? { findings: found } : { findings: found, rendered: rendered(output) };
}

/** What is left of a cluster's output once it has been checked. */
export function rendered(output: Synthesized): Rendered {
  return {
    name: output.config.name,
    tree: renderTree(output),
    objects: output.files.reduce((sum, file) => sum + file.objects.length, 0),
    notes: notesOn(output),
  };
}

import { join } from 'node:path';
import { runChecks } from '../checks/run.ts';
import { loadCluster, type LoadedCluster } from '../config/load.ts';
import { recoverFolders } from '../output/lock-folders.ts';
import { renderTree } from './render-tree.ts';
import { compare, isFresh } from '../output/tree.ts';
import { synthesize, type Synthesized } from './synthesize.ts';
import { writeFolders } from './folders.ts';
import { rendered } from './rendered.ts';

/** A cluster's output, checked; throws what is wrong with it. */
export function checked(loaded: LoadedCluster): Synthesized {
  const output = synthesize(loaded.config);
  runChecks([output], [loaded]);
  return output;
}

/** The same of the cluster file with this name, as it stands by now. */
export function checkedFile(clusters: string, name: string): Synthesized {
  return checked(loadCluster(clusters, name));
}

/** Whether a cluster's folder holds what its output is. */
export function isWritten(dist: string, output: Synthesized): boolean {
  return isFresh(compare(join(dist, output.config.name), renderTree(output)));
}

/** Writes a cluster's folder where it is not fresh, as npm run synth does, and says so. */
export function writeCluster(dist: string, output: Synthesized): void {
  recoverFolders(dist);
  const made = rendered(output);
  if (isFresh(compare(join(dist, made.name), made.tree))) return;
  writeFolders(dist, [made], []);
}

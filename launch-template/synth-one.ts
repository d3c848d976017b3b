import { join } from 'node:path';
import { loadClusters } from '../config/load.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { renderTree } from '../output/render-tree.ts';
import { isFresh } from '../output/tree.ts';
import { recoverFolders, writeFolder } from '../output/write-folder.ts';
import { checked } from '../up/dist.ts';

const DIST = 'dist';

/** Writes one cluster's folder in dist anew, as npm run synth does, and gives back its config. */
export function synthOne(clusters: string, name: string): ClusterConfig {
  const [loaded] = loadClusters(clusters, [name]);
  if (!loaded) throw new Error(`${name} was not loaded`);
  const tree = renderTree(checked(loaded));
  recoverFolders(DIST);
  if (!isFresh(writeFolder(DIST, name, tree))) console.log(`${join(DIST, name)} is written anew`);
  return loaded.config;
}

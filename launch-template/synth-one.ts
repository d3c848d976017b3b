import { join } from 'node:path';
import { runChecks } from '../checks/run.ts';
import { loadClusters } from '../config/load.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { renderTree } from '../output/render-tree.ts';
import { writeFolder } from '../output/write-folder.ts';
import { synthesize } from '../synthesize.ts';

/** Writes one cluster's folder in dist anew, as npm run synth does, and gives back its config. */
export function synthOne(clusters: string, name: string): ClusterConfig {
  const loaded = loadClusters(clusters, [name]);
  const outputs = loaded.map(({ config }) => synthesize(config));
  runChecks(outputs, loaded);
  for (const output of outputs) writeFolder('dist', name, renderTree(output));
  console.log(`${join('dist', name)}: written`);
  const [first] = loaded;
  if (!first) throw new Error(`${name} was not loaded`);
  return first.config;
}

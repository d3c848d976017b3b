import { join } from 'node:path';
import { CLUSTERS } from '../aws/target.ts';
import { runChecks } from '../checks/run.ts';
import { loadClusters } from '../config/load.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { renderTree } from '../output/render-tree.ts';
import { compare, isFresh } from '../output/tree.ts';
import { writeFolder } from '../output/write-folder.ts';
import type { Step } from '../plan/plan.ts';
import { synthesize } from '../synthesize.ts';

const DIST = 'dist';

/** Brings dist/<name> up to date, where it is not: what is applied from it later must not undo the rest. */
export function distSteps(config: ClusterConfig): Step[] {
  const { name } = config;
  if (isFresh(compare(join(DIST, name), renderTree(synthesize(config))))) return [];
  return [
    {
      what: `Write dist/${name} anew`,
      commands: [`npm run synth -- --cluster ${name}`],
      run: () => Promise.resolve(writeDist(name)),
    },
  ];
}

function writeDist(name: string): void {
  const loaded = loadClusters(CLUSTERS, [name]);
  const outputs = loaded.map(({ config }) => synthesize(config));
  runChecks(outputs, loaded);
  for (const output of outputs) writeFolder(DIST, name, renderTree(output));
}

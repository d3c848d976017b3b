import { runChecks } from './checks/run.ts';
import { loadClusters } from './config/load.ts';
import { renderTree } from './output/render-tree.ts';
import { recoverFolders } from './output/write-folder.ts';
import { parseArguments } from './scripts/shared/arguments.ts';
import { run } from './scripts/shared/run.ts';
import {
  checkFolders,
  orphanFolders,
  type Rendered,
  synthCommand,
  writeFolders,
} from './scripts/synth.ts';
import { synthesize } from './synthesize.ts';

const CLUSTERS = 'clusters';

run(() => {
  const parsed = parseArguments(synthCommand);
  if (!parsed) return 0;
  const { cluster, out: chosen, check } = parsed.flags;
  // cdk8s-cli says where it wants the files.
  const out = chosen ?? process.env.CDK8S_OUTDIR ?? 'dist';

  const loaded = loadClusters(CLUSTERS, cluster);
  const outputs = loaded.map(({ config }) => synthesize(config));
  runChecks(outputs, loaded);
  const rendered = outputs.map((output): Rendered => ({ output, tree: renderTree(output) }));

  if (!check) recoverFolders(out);
  const orphans = cluster.length > 0 ? [] : orphanFolders(out, CLUSTERS);
  if (check) return checkFolders(out, rendered, orphans);
  writeFolders(out, rendered, orphans);
  return 0;
});

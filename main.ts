import { refuse } from './checks/run.ts';
import { loadClusters } from './config/load.ts';
import { recoverFolders } from './output/write-folder.ts';
import { parseArguments } from './scripts/shared/arguments.ts';
import { run } from './scripts/shared/run.ts';
import { checkFolders, orphanFolders, synthCommand, writeFolders } from './scripts/synth.ts';
import { rememberedIn } from './synth/remembered.ts';
import type { Outcome } from './synth/share.ts';
import { shareOut, THREAD } from './synth/shares.ts';

const CLUSTERS = 'clusters';

async function synth(): Promise<number> {
  const parsed = parseArguments(synthCommand);
  if (!parsed) return 0;
  const { cluster, out: chosen, check } = parsed.flags;
  // cdk8s-cli says where it wants the files.
  const out = chosen ?? process.env.CDK8S_OUTDIR ?? 'dist';

  const remembered = await rememberedIn(out, CLUSTERS);
  const loaded = loadClusters(CLUSTERS, cluster, remembered.isFresh);
  const share = await shareOut(
    loaded.map(({ config }) => config),
    remembered.isOn,
  );
  refuse(await share.make(), loaded);

  if (!check) recoverFolders(out);
  const orphans = cluster.length > 0 ? [] : orphanFolders(out, CLUSTERS);
  const merge = (made: readonly Outcome[]) => remembered.with(loaded, made);
  if (check) return checkFolders(out, share, orphans, merge);
  await writeFolders(out, share, orphans, merge);
  return 0;
}

// Large fleets are made by several threads, each of which begins here.
if (process.argv[2] === THREAD) void import('./synth/worker.ts').then(({ serve }) => serve());
else run(synth);

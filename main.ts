import { refuse } from './checks/run.ts';
import { loadClusters } from './config/load.ts';
import { CLUSTERS, DIST } from './config/places.ts';
import { launched } from './launch/launched.ts';
import { recoverFolders } from './output/lock-folders.ts';
import { parseArguments } from './terminal/arguments.ts';
import { lineOf } from './terminal/call.ts';
import { givenPath } from './scripts/shared/given-path.ts';
import { run } from './scripts/shared/run.ts';
import { synthCommand } from './scripts/synth.ts';
import { ageNotes } from './synth/age.ts';
import { checkFolders, orphanFolders, writeFolders } from './synth/folders.ts';
import { rememberedIn } from './synth/remembered.ts';
import type { Outcome } from './synth/share.ts';
import { shareOut } from './synth/shares.ts';
import { refuseUnwritable } from './synth/unwritable.ts';
import type { Task } from './synth/worker.ts';

async function synth(): Promise<number> {
  const parsed = parseArguments(synthCommand);
  if (!parsed) return 0;
  const call = { command: synthCommand, ...parsed };
  const { cluster, out: chosen, check } = call.flags;
  // cdk8s-cli says where it wants the files.
  const usual = process.env.CDK8S_OUTDIR ?? DIST;
  const out = chosen === undefined ? usual : givenPath(synthCommand.name, chosen);

  const remembered = await rememberedIn(out, CLUSTERS);
  const loaded = loadClusters(CLUSTERS, cluster, remembered.takeIfFresh);
  if (!check) refuseUnwritable(out, loaded);
  const share = await shareOut(
    loaded.map(({ config }) => config),
    remembered.isOn,
  );
  refuse(await share.make(), loaded);

  if (!check) recoverFolders(out);
  const orphans = cluster.length > 0 ? [] : orphanFolders(out, CLUSTERS);
  const merge = (made: readonly Outcome[]) => remembered.with(loaded, made);
  if (check) return checkFolders(out, share, orphans, lineOf(call, { check: false }), merge);
  await writeFolders(out, share, orphans, merge);
  for (const note of ageNotes(loaded.map(({ config }) => config))) console.log(note);
  return 0;
}

// Large fleets are made by several threads, each of which begins here.
const task = launched()?.task as Task | undefined;
if (task) void import('./synth/worker.ts').then(({ serve }) => serve(task));
else run(synth, synthCommand);

import { runChecks } from './checks/run.ts';
import { loadClusters } from './config/load.ts';
import { CLUSTERS, DIST } from './config/places.ts';
import { recoverFolders } from './output/lock-folders.ts';
import { givenPath } from './scripts/shared/given-path.ts';
import { run } from './scripts/shared/run.ts';
import { nextAfter } from './scripts/synth/next-after.ts';
import { synthCommand } from './scripts/synth.ts';
import { ageNotes } from './synth/age.ts';
import { checkFolders, orphanFolders, writeFolders } from './synth/folders.ts';
import { classListNotes } from './synth/notes.ts';
import { rendered } from './synth/rendered.ts';
import { synthesize } from './synth/synthesize.ts';
import { parseArguments } from './terminal/arguments.ts';
import { lineOf } from './terminal/call.ts';
import { counted } from './terminal/counted.ts';

run(() => {
  const parsed = parseArguments(synthCommand);
  if (!parsed) return 0;
  const { cluster, out: chosen, check } = parsed.flags;
  // cdk8s-cli says where it wants the files.
  const usual = process.env.CDK8S_OUTDIR ?? DIST;
  const out = chosen === undefined ? usual : givenPath(synthCommand.name, chosen);

  const loaded = loadClusters(CLUSTERS, cluster);
  const made = Array.from(counted('made', loaded), ({ config }) => synthesize(config));
  runChecks(made, loaded);
  const clusters = Array.from(counted('rendered', made), rendered);

  if (!check) recoverFolders(out);
  const orphans = cluster.length > 0 ? [] : orphanFolders(out, CLUSTERS);
  const mending = lineOf({ command: synthCommand, ...parsed }, { check: false });
  if (check) return checkFolders(out, clusters, orphans, mending);
  const written = writeFolders(out, clusters, orphans);
  const configs = loaded.map(({ config }) => config);
  for (const note of classListNotes(loaded)) console.log(note);
  for (const note of ageNotes(configs)) console.log(note);
  if (out === DIST) console.log(`\nNext: ${nextAfter(configs, [...written.values()])}`);
  return 0;
}, synthCommand);

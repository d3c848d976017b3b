import { join } from 'node:path';
import { type Call, lineOf } from '../../terminal/call.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { clusterFiles, loadCluster, type LoadedCluster, loadClusters } from '../../config/load.ts';
import { nameOf } from '../../config/name-of.ts';
import { didYouMean } from '../../terminal/suggest.ts';

/** The cluster file that a command means: the one named, or the only one. */
export function chooseFile(folder: string, call: Call, name?: string): string {
  const files = clusterFiles(folder);
  if (files.length === 0) loadClusters(folder);
  const names = files.map(nameOf);
  const [only] = files;
  if (name === undefined && only && files.length === 1) return only;
  const chosen = files[names.indexOf(name ?? '')];
  if (chosen) return chosen;
  throw new UsageError(
    name === undefined
      ? `which cluster? There are ${names.join(', ')}`
      : `there is no cluster file ${join(folder, `${name}.yaml`)}; there are ${names.join(', ')}`,
    // The first one is only an example: nothing is done to it yet.
    (name && didYouMean(name, names)) ?? `write ${lineOf(call, { cluster: names[0], yes: false })}`,
  );
}

/** That file's cluster, read and validated. */
export function chooseCluster(folder: string, call: Call, name?: string): LoadedCluster {
  return loadCluster(folder, nameOf(chooseFile(folder, call, name)));
}

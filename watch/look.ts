import { runChecks } from '../checks/run.ts';
import { clusterNames, loadClusters } from '../config/load.ts';
import { type ClusterDiff, diffCluster } from '../diff/cluster-diff.ts';
import { paintFor } from '../diff/paint.ts';
import { report } from '../diff/report.ts';
import type { Prerequisite } from '../output/manifest.ts';
import { renderTree } from '../output/render-tree.ts';
import type { Tree } from '../output/tree.ts';
import { describeError } from '../scripts/shared/run.ts';
import { synthesize } from '../synthesize.ts';

/** A cluster as it was last seen without a fault. */
interface Seen {
  /** Its cluster file; undefined where that is not all that it was made from. */
  readonly text?: string;
  readonly tree: Tree;
  readonly prerequisites: readonly Prerequisite[];
}

/** All clusters as they were last seen: plain data, which other code than the one that made it can read. */
export type State = ReadonlyMap<string, Seen>;

/** What there is now, and what to say of it. */
export interface Look {
  readonly state: State;
  readonly said: string;
}

/** Makes the clusters anew, and says what differs from before; those whose files say the same only on request. */
export function look(folder: string, before: State | undefined, all: boolean): Look {
  try {
    const state = stateOf(folder, before, all);
    if (!before) return { state, said: '' };
    const names = [...new Set([...state.keys(), ...before.keys()])];
    const diffs = names.flatMap((name): ClusterDiff[] => {
      const [old, now] = [before.get(name), state.get(name)];
      return old === now ? [] : [diffCluster(name, old?.tree, now?.tree, now?.prerequisites)];
    });
    return { state, said: report(diffs, 'before', paintFor(process.stdout)) };
  } catch (error) {
    return { state: before ?? new Map(), said: describeError(error) };
  }
}

function stateOf(folder: string, before: State | undefined, all: boolean): State {
  const state = new Map<string, Seen>();
  const loaded = loadClusters(folder, [], (name, text) => {
    const seen = all ? undefined : before?.get(name);
    if (seen?.text !== text) return false;
    state.set(name, seen);
    return true;
  });
  const outputs = loaded.map(({ config }) => synthesize(config));
  runChecks(outputs, loaded);
  outputs.forEach((output, index) => {
    const source = loaded[index]?.source;
    state.set(output.config.name, {
      text: source?.part ? undefined : source?.text,
      tree: renderTree(output),
      prerequisites: output.prerequisites,
    });
  });
  return new Map(
    clusterNames(folder).flatMap((name) => {
      const seen = state.get(name);
      return seen ? [[name, seen] as const] : [];
    }),
  );
}

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { runChecks } from '../../checks/run.ts';
import { loadClusters } from '../../config/load.ts';
import { DIST } from '../../config/places.ts';
import { diffCluster } from '../diff/cluster-diff.ts';
import { paintFor } from '../diff/paint.ts';
import { report } from '../diff/report.ts';
import type { Prerequisite } from '../../output/manifest.ts';
import { renderTree } from '../../synth/render-tree.ts';
import type { Tree } from '../../output/tree.ts';
import { describeError } from '../shared/run.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { treeOnDisk } from './on-disk.ts';
import type { Sources } from './sources.ts';

/** A cluster as it was last looked at: plain data, which other code than the one that looked can read. */
export interface Seen {
  readonly sources: Sources;
  /** Stands for the code that looked. */
  readonly by: object;
  /** What it was when it was last without a fault. */
  readonly tree?: Tree;
}

/** The clusters by their names. */
export type State = ReadonlyMap<string, Seen>;

/** A cluster that is to be looked at. */
export interface Due {
  readonly name: string;
  look(): Look;
}

/** What a cluster is now. */
export interface Look {
  /** Undefined where it is gone. */
  readonly seen?: Seen;
  /** What is wrong with it, if anything is. */
  readonly fault?: string;
  /** In what it differs from before, or from what lies on the disk where it was not seen before; '' in nothing. */
  difference(): string;
}

// Another one whenever a file has changed that this one needs.
const thisCode = {};

// Stands for all clusters where there is none, which is a fault.
const NONE = '';

/** The clusters whose files, or whose code, are other ones than before; the one that was edited last comes first. */
export function clustersDue(
  folder: string,
  sources: ReadonlyMap<string, Sources>,
  before: State,
): Due[] {
  const there: ReadonlyMap<string, Sources> =
    sources.size > 0 ? sources : new Map([[NONE, new Map()]]);
  const gone = sources.size > 0 ? [...before].filter(([name]) => !sources.has(name)) : [];
  const changed = [...there].filter(([name, now]) => !isAsSeen(now, before.get(name)));
  const due = lastEditedFirst(changed).map(([name, now]) => ({
    name,
    look: () => lookAt(folder, name, now, before.get(name)?.tree),
  }));
  const goodbyes = gone.map(([name, { tree }]) => ({
    name,
    look: () => ({ difference: () => (tree ? differenceOf(name, tree, undefined, []) : '') }),
  }));
  return [...due, ...goodbyes];
}

function isAsSeen(now: Sources, seen: Seen | undefined): boolean {
  return seen?.by === thisCode && isDeepStrictEqual(seen.sources, now);
}

function lastEditedFirst(all: readonly [string, Sources][]): [string, Sources][] {
  const times = all.map(([, sources]) => lastEdit(sources));
  const last = times.indexOf(Math.max(...times));
  return [...all.slice(last, last + 1), ...all.slice(0, last), ...all.slice(last + 1)];
}

function lastEdit(sources: Sources): number {
  const readable = [...sources].filter(([, text]) => text !== undefined);
  return Math.max(
    ...readable.map(([file]) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0),
  );
}

function lookAt(folder: string, name: string, sources: Sources, before: Tree | undefined): Look {
  const seen = { sources, by: thisCode };
  try {
    const loaded = loadClusters(folder, name === NONE ? [] : [name]);
    const outputs = loaded.map(({ config }) => synthesize(config));
    runChecks(outputs, loaded);
    const [tree] = outputs.map(renderTree);
    const prerequisites = outputs.flatMap((output) => output.prerequisites);
    return {
      seen: { ...seen, tree },
      difference: () => differenceOf(name, before, tree, prerequisites),
    };
  } catch (error) {
    return { seen: { ...seen, tree: before }, fault: describeError(error), difference: () => '' };
  }
}

function differenceOf(
  name: string,
  before: Tree | undefined,
  now: Tree | undefined,
  prerequisites: readonly Prerequisite[],
): string {
  try {
    const old = before ?? treeOnDisk(join(DIST, name));
    const diff = diffCluster(name, old, now, prerequisites);
    const from = before ? 'before' : 'the disk';
    return diff.what === 'same' ? '' : report([diff], from, paintFor(process.stdout));
  } catch (error) {
    return describeError(error);
  }
}

import { isDeepStrictEqual } from 'node:util';
import { type FieldChange, isBelow } from '../field-change.ts';
import { once, type Step } from '../step.ts';
import type { Context, Fields } from './context.ts';
import { isDefault } from './defaults.ts';
import { kinds } from './node-groups.ts';
import { isLast, type Phase, phases } from './phases.ts';
import { fits, type Row } from './row.ts';
import { table } from './table.ts';
import { type Move, newCluster, nothing, type Taken } from './taken.ts';
import { minorOf, ownGroups } from './versions.ts';

/** A change of a ClusterConfig, and what it takes. */
export interface Explained {
  readonly change: FieldChange;
  readonly what: Taken['what'];
  /** Whether it is the same to eksctl, written otherwise. */
  readonly isSame?: boolean;
  /** Why no command is run; commands have reasons of their own. */
  readonly why?: string;
}

/** What the changes of a ClusterConfig take. */
export interface ClusterSteps {
  readonly explained: readonly Explained[];
  readonly steps: readonly Step[];
  /** What takes away what pods or people need until they are gone themselves. */
  readonly last: readonly Step[];
  /** The changes that only a new cluster has. */
  readonly newCluster: readonly FieldChange[];
}

interface Options {
  readonly ownTemplate?: boolean;
  readonly fixedImage?: boolean;
  /** The folder for small files that commands read. */
  readonly out?: string;
}

interface Result {
  readonly change: FieldChange;
  readonly row?: Row;
  readonly index: number;
  readonly taken: Taken;
}

/** The commands that bring a cluster from one ClusterConfig to the other, in their order and each once. */
export function clusterSteps(
  before: Fields,
  after: Fields,
  changes: readonly FieldChange[],
  file: string,
  { ownTemplate = false, fixedImage = false, out }: Options = {},
): ClusterSteps {
  // Commands address the cluster that is there.
  const { name: cluster, region } = before.metadata as { name: string; region: string };
  const rows = changes.map((change) => table.findIndex((row) => fits(row, change)));
  const remade = new Set([...remadeIn(changes, rows), ...withVersion({ before, after }, changes)]);
  const common = { before, after, file, cluster, region, out, ownTemplate, fixedImage };
  const leaving = leavingGroups(changes, remade);
  const results = changes.map((change, position): Result => {
    const index = rows[position] ?? -1;
    const row = table[index];
    const taken = takenBy({ ...common, change, leaving }, row, remade);
    return { change, row, index, taken };
  });
  const moves = orderedMoves(results);
  const steps = (last: boolean) =>
    once(moves.filter((move) => isLast(move.phase) === last)).map(
      ({ command, why, file }): Step => ({ command, why, ...(file && { file }) }),
    );
  return {
    explained: results.map(({ change, taken }) => explain(change, taken)),
    newCluster: results
      .filter(({ taken }) => taken.what === 'new cluster')
      .map(({ change }) => change),
    steps: steps(false),
    last: steps(true),
  };
}

function explain(change: FieldChange, taken: Taken): Explained {
  return {
    change,
    what: taken.what,
    ...((isOrder(change) || isDefault(change)) && { isSame: true }),
    ...(taken.what !== 'commands' && { why: taken.why }),
  };
}

function takenBy(context: Context, row: Row | undefined, remade: ReadonlySet<string>): Taken {
  const { change } = context;
  if (isOrder(change)) return nothing('the order of this list means nothing');
  if (isDefault(change)) return nothing('eksctl takes this anyway');
  if (!row) return newCluster('no command of eksctl changes it');
  // What is made anew comes with everything that the file says of it.
  if (!row.replaces && row.item === undefined && remade.has(itemPath(change))) {
    return nothing('what is created again has it');
  }
  const taken = row.takes(context);
  if (taken.what === 'commands' && taken.moves.length === 0) return nothing('it is the same');
  return taken;
}

function orderedMoves(results: readonly Result[]): (Move & { phase: Phase })[] {
  return results
    .toSorted((a, b) => a.index - b.index)
    .flatMap(({ row, taken }) => {
      if (taken.what !== 'commands') return [];
      return taken.moves.map((move) => ({ ...move, phase: move.phase ?? row?.phase ?? 'tags' }));
    })
    .toSorted((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase));
}

// The items that a row makes remade, by their paths.
function remadeIn(changes: readonly FieldChange[], rows: readonly number[]): ReadonlySet<string> {
  return new Set(
    changes
      .filter((change, index) => {
        const row = table[rows[index] ?? -1];
        return row?.replaces && !isDefault(change) && !isOrder(change);
      })
      .map(itemPath),
  );
}

function itemPath({ path }: FieldChange): string {
  const end = path.findIndex((step) => step.startsWith('['));
  return path.slice(0, end + 1).join(' ');
}

// Groups that eksctl makes without EKS get a newer minor by being made remade.
function withVersion(
  configs: Pick<Context, 'before' | 'after'>,
  changes: readonly FieldChange[],
): string[] {
  const version = changes.find(({ path }) => path.join('.') === 'metadata.version');
  if (minorOf(version?.after) === undefined) return [];
  return ownGroups(configs).map((name) => `nodeGroups [${name}]`);
}

function leavingGroups(
  changes: readonly FieldChange[],
  remade: ReadonlySet<string>,
): ReadonlySet<string> {
  const gone = changes.filter(
    (change) => change.after === undefined && kinds.some((kind) => isItem(change, kind)),
  );
  const paths = [...remade, ...gone.map(itemPath)].map((path) =>
    path.replace(' [', ' ').replace(/\]$/, ''),
  );
  return new Set(paths);
}

function isItem({ path }: FieldChange, list: string): boolean {
  return path.length === 2 && path[0] === list;
}

// Where the first of a list counts, or the last one, or all in their turn.
const ordered = [
  'iamIdentityMappings',
  'managedNodeGroups[].instanceTypes',
  'managedNodeGroups[].preBootstrapCommands',
  'nodeGroups[].instancesDistribution.instanceTypes',
  'nodeGroups[].preBootstrapCommands',
];

function isOrder({ path, before, after }: FieldChange): boolean {
  if (!Array.isArray(before) || !Array.isArray(after)) return false;
  if (ordered.some((key) => isBelow(path, key))) return false;
  return isDeepStrictEqual(sorted(before), sorted(after));
}

function sorted(list: readonly unknown[]): string[] {
  return list.map((item) => JSON.stringify(item)).sort();
}

import type { FieldChange } from '../field-change.ts';
import { once, type Step } from '../step.ts';
import type { Configs, Context, Fields } from './context.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { PartFiles } from './part-files.ts';
import { isLast, phases } from './phases.ts';
import { itemPath, leavingGroups, remadeItems } from './remade.ts';
import { fits, type Found } from './row.ts';
import { sameness } from './sameness.ts';
import { table } from './table.ts';
import { newCluster, nothing, type Taken, type Timed } from './taken.ts';

/** A change of a ClusterConfig, and what it takes. */
export interface Explained {
  readonly change: FieldChange;
  readonly what: Taken['what'];
  /** Whether it is the same to eksctl, written otherwise. */
  readonly isSame?: boolean;
  /** Why no command is run, or what commands leave as it is; they have reasons of their own. */
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
  /** The changes that no command makes, with the reason. */
  readonly noCommand: ReadonlyMap<FieldChange, string>;
}

interface Options {
  readonly ownTemplate?: boolean;
  readonly fixedImage?: boolean;
  /** The folder for small files that commands read. */
  readonly out?: string;
}

interface Result extends Found {
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
  const found = changes.map((change) => find(change, { before, after }));
  const remade = remadeItems({ before, after }, found);
  const parts = out === undefined ? undefined : new PartFiles(out);
  const common = { before, after, file, cluster, region, parts, ownTemplate, fixedImage };
  const leaving = leavingGroups(changes, remade);
  const results = found.map((one): Result => {
    const taken = takenBy({ ...common, change: one.change, leaving }, one, remade);
    return { ...one, taken };
  });
  const moves = oneAtATime(common, once(orderedMoves(results)));
  const steps = (last: boolean) => moves.filter(({ phase }) => isLast(phase) === last).map(asStep);
  return {
    explained: results.map(explain),
    newCluster: results
      .filter(({ taken }) => taken.what === 'new cluster')
      .map(({ change }) => change),
    noCommand: new Map(
      results.flatMap(({ change, taken }) =>
        taken.what === 'no command' ? [[change, taken.why] as const] : [],
      ),
    ),
    steps: steps(false),
    last: steps(true),
  };
}

function asStep({ command, why, file, repeats }: Timed): Step {
  return { command, why, ...(file && { file }), ...(repeats && { repeats }) };
}

function find(change: FieldChange, configs: Configs): Found {
  const index = table.findIndex((row) => fits(row, change));
  return { change, row: table[index], index, same: sameness(change, configs) };
}

function explain({ change, same, taken }: Result): Explained {
  return {
    change,
    what: taken.what,
    ...(same !== undefined && { isSame: true }),
    ...whyOf(taken),
  };
}

function whyOf(taken: Taken): { why?: string } {
  if (taken.what !== 'commands') return { why: taken.why };
  return taken.note === undefined ? {} : { why: taken.note };
}

function takenBy(
  context: Context,
  { change, row, same }: Found,
  remade: ReadonlySet<string>,
): Taken {
  if (same !== undefined) return nothing(same);
  if (!row) return newCluster('no command of eksctl changes it');
  // What is made anew comes with everything that the file says of it.
  if (!row.replaces && row.item === undefined && remade.has(itemPath(change))) {
    return nothing('what is created again has it');
  }
  const taken = row.takes(context);
  if (taken.what === 'commands' && taken.moves.length === 0) return nothing('it is the same');
  return taken;
}

function orderedMoves(results: readonly Result[]): Timed[] {
  return results
    .toSorted((a, b) => a.index - b.index)
    .flatMap(({ row, taken }) => {
      if (taken.what !== 'commands') return [];
      return taken.moves.map((move) => ({ ...move, phase: move.phase ?? row?.phase ?? 'tags' }));
    })
    .toSorted((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase));
}

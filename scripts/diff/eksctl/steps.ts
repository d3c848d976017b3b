import type { FieldChange } from '../field-change.ts';
import { once, type Step } from '../step.ts';
import type { Context } from './context.ts';
import { fits, table } from './table.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What the changes of a ClusterConfig take. */
export interface ClusterSteps {
  readonly steps: readonly Step[];
  /** What takes away what pods need until they are gone themselves. */
  readonly last: readonly Step[];
  /** The changes that only a new cluster has; there are no steps then. */
  readonly newCluster: readonly FieldChange[];
}

/** The commands that bring a cluster from one ClusterConfig to the other, in their order and each once. */
export function clusterSteps(
  before: Fields,
  after: Fields,
  changes: readonly FieldChange[],
  file: string,
  { ownTemplate = false, fixedImage = false } = {},
): ClusterSteps {
  // Commands address the cluster that is there.
  const { name, region } = before.metadata as { name: string; region: string };
  const contexts = changes.map((change): Context => ({
    change,
    before,
    after,
    file,
    cluster: name,
    region,
    ownTemplate,
    fixedImage,
  }));
  const results = contexts.map((context) => {
    const row = table.findIndex((candidate) => fits(candidate, context.change));
    return { change: context.change, row, steps: table[row]?.steps(context) };
  });
  const newCluster = results.flatMap(({ change, steps }) => (steps ? [] : [change]));
  if (newCluster.length > 0) return { newCluster, steps: [], last: [] };
  const replaced = results.filter(({ row }) => table[row]?.replaces).map(({ change }) => change);
  const ordered = results
    .filter(({ change, row }) => table[row]?.replaces || !replaced.some(isSameItem(change)))
    .toSorted((a, b) => a.row - b.row);
  const commands = (last: boolean) =>
    once(
      ordered
        .filter(({ row }) => (table[row]?.last ?? false) === last)
        .flatMap(({ steps }) => steps ?? []),
    );
  return { newCluster, steps: commands(false), last: commands(true) };
}

// What is made anew comes with everything that the file says of it.
function isSameItem(change: FieldChange) {
  const item = change.path.slice(0, 2).join(' ');
  return (other: FieldChange) => other.path.slice(0, 2).join(' ') === item;
}

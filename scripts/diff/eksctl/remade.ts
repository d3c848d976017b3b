import type { FieldChange } from '../field-change.ts';
import type { Configs } from './context.ts';
import { kinds } from './node-groups.ts';
import type { Found } from './row.ts';
import { ownGroups, remakesOwnGroups } from './versions.ts';

/** The items that are made anew, by their paths. */
export function remadeItems(configs: Configs, found: readonly Found[]): ReadonlySet<string> {
  const byRows = found.filter(({ row, same }) => row?.replaces && same === undefined);
  // Groups that eksctl makes without EKS get a newer minor version in no other way.
  const byVersion = remakesOwnGroups(configs) ? ownGroups(configs) : [];
  return new Set([
    ...byRows.map(({ change }) => itemPath(change)),
    ...byVersion.map((name) => `nodeGroups [${name}]`),
  ]);
}

/** The path of the item that a change is in. */
export function itemPath({ path }: FieldChange): string {
  const end = path.findIndex((step) => step.startsWith('['));
  return path.slice(0, end + 1).join(' ');
}

/** The node groups that are made anew or go, as `managedNodeGroups workers`. */
export function leavingGroups(
  changes: readonly FieldChange[],
  remade: ReadonlySet<string>,
): ReadonlySet<string> {
  const gone = changes.filter(
    (change) => change.after === undefined && kinds.some((kind) => isItem(change, kind)),
  );
  const paths = [...remade, ...gone.map(itemPath)];
  return new Set(paths.map((path) => path.replace(' [', ' ').replace(/\]$/, '')));
}

function isItem({ path }: FieldChange, list: string): boolean {
  return path.length === 2 && path[0] === list;
}

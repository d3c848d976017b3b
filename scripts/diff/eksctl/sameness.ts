import { isDeepStrictEqual } from 'node:util';
import { type FieldChange, isBelow } from '../field-change.ts';
import { type Configs, findItem, itemOf } from './context.ts';
import { isDefault } from './defaults.ts';
import { isSameSubnets } from './subnets.ts';

/** Why a change is the same to eksctl, written otherwise; undefined where it is not. */
export function sameness(change: FieldChange, { before, after }: Configs): string | undefined {
  if (isOrder(change)) return 'the order of this list means nothing';
  if (isSameSubnets({ change, before, after })) return 'these are the same subnets';
  const [list = ''] = change.path;
  const items = [before, after].map((config) => findItem(config, list, itemOf({ change })));
  return isDefault(change, items) ? 'eksctl takes this anyway' : undefined;
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

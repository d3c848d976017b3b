import type { FieldChange } from '../field-change.ts';
import { itemsByName } from '../item-names.ts';
import { quote } from '../../../terminal/shell.ts';
import type { PartFiles } from './part-files.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What the rows of the table of changes look at. */
export interface Context {
  readonly change: FieldChange;
  readonly before: Fields;
  readonly after: Fields;
  /** The ClusterConfig's path, for `-f`. */
  readonly file: string;
  readonly cluster: string;
  readonly region: string;
  /** The files that commands read besides that one; without any, they get it through a pipe. */
  readonly parts: PartFiles | undefined;
  /** The node groups that are made anew or go, as `managedNodeGroups workers`. */
  readonly leaving: ReadonlySet<string>;
  /** Whether npm run launch-template makes the node group. */
  readonly ownTemplate: boolean;
  /** Whether that template says the nodes' image, so that EKS takes no minor for them. */
  readonly fixedImage: boolean;
}

/** `--cluster NAME --region REGION` */
export function clusterFlags({ cluster, region }: Context): string {
  return `--cluster ${quote(cluster)} --region ${quote(region)}`;
}

/** The same for the AWS command line, which calls the cluster by its name in some places. */
export function awsFlags({ cluster, region }: Context, flag = '--cluster-name'): string {
  return `${flag} ${quote(cluster)} --region ${quote(region)}`;
}

/** Whether EKS brings nodes of its own. */
export function isAuto(config: Fields): boolean {
  return at(config, 'autoModeConfig.enabled') === true;
}

/** What was, and what is wanted. */
export type Configs = Pick<Context, 'before' | 'after'>;

/** The item that a change is in: `workers` for `managedNodeGroups[workers].maxSize`. */
export function itemOf({ change }: Pick<Context, 'change'>): string {
  return change.path.find((step) => step.startsWith('['))?.slice(1, -1) ?? '';
}

/** The item of a list of named things, before or after. */
export function findItem(config: Fields, key: string, name: string): Fields {
  return byName(config, key).get(name) ?? {};
}

/** Whether a list of named things has one of this name. */
export function hasItem(config: Fields, key: string, name: string): boolean {
  return byName(config, key).has(name);
}

/** The names in a list of named things. */
export function namesIn(config: Fields, key: string): string[] {
  return [...byName(config, key).keys()];
}

// Each change asks for items again, and there may be as many changes as items.
const known = new WeakMap<readonly Fields[], ReadonlyMap<string, Fields>>();

function byName(config: Fields, key: string): ReadonlyMap<string, Fields> {
  const items = listAt(config, key);
  const found = known.get(items) ?? itemsByName(items) ?? new Map<string, Fields>();
  known.set(items, found);
  return found;
}

/** A list of things in a config, by its path: `iam.serviceAccounts`. */
export function listAt(config: Fields, path: string): readonly Fields[] {
  const found = at(config, path);
  return Array.isArray(found) ? (found as readonly Fields[]) : [];
}

/** What stands at a path of plain keys. */
export function at(config: Fields, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Fields | undefined)?.[key], config);
}

/** Some keys of a config, those that it has. */
export function pick(config: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(keys.flatMap((key) => (key in config ? [[key, config[key]]] : [])));
}

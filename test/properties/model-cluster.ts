import { itemNames } from '../../scripts/diff/item-names.ts';
import { normalForm } from '../../scripts/plan/normal-form.ts';

export type Fields = Record<string, unknown>;

const MOST_BEHIND = 3;

/** The lists of node groups. */
export const groupLists = ['managedNodeGroups', 'nodeGroups'];

/** A cluster that was made from a ClusterConfig: what is in it now, and what EKS lets nobody do. */
export class ModelCluster {
  private readonly state: Fields;
  private readonly deleting = new Set<string>();
  private readonly updating = new Set<string>();
  private readonly minorOf = new Map<string, number>();

  constructor(config: Fields) {
    this.state = copyOf(normalForm(config)) as Fields;
    for (const list of groupLists) {
      for (const name of this.namesIn(list)) this.minorOf.set(name, this.minor);
    }
  }

  /** The ClusterConfig that would describe it now. */
  get config(): Fields {
    return normalForm(this.state) as Fields;
  }

  /** Of a cluster whose file does not say it, the minor version is not looked at. */
  get minor(): number {
    return Number(String(this.at('metadata.version') ?? '1.0').slice(2));
  }

  at(path: string): unknown {
    return valueAt(this.state, path);
  }

  set(path: string, value: unknown): void {
    setAt(this.state, path.split('.'), value);
  }

  list(path: string): Fields[] {
    if (!Array.isArray(this.at(path))) this.set(path, []);
    return this.at(path) as Fields[];
  }

  namesIn(path: string): string[] {
    return itemNames(listIn(this.state, path)) ?? [];
  }

  item(path: string, name: string): Fields {
    const index = this.namesIn(path).indexOf(name);
    if (index < 0) throw new Error(`there is no ${name} in ${path}`);
    return this.list(path)[index]!;
  }

  add(path: string, item: Fields): void {
    const [name = ''] = itemNames([item]) ?? [];
    if (this.namesIn(path).includes(name)) throw new Error(`${path} has ${name} already`);
    this.list(path).push(copyOf(item));
  }

  remove(path: string, name: string): void {
    const index = this.namesIn(path).indexOf(name);
    if (index < 0) throw new Error(`there is no ${name} in ${path}`);
    this.list(path).splice(index, 1);
  }

  /** The list in which a node group is. */
  groupList(name: string): string {
    const list = groupLists.find((each) => this.namesIn(each).includes(name));
    if (!list) throw new Error(`there is no node group ${name}`);
    return list;
  }

  createGroup(list: string, group: Fields): void {
    const name = String(group.name);
    if (this.deleting.has(name)) throw new Error(`${name} is being deleted: its name is taken`);
    if (groupLists.some((each) => this.namesIn(each).includes(name))) {
      throw new Error(`eksctl would leave out ${name}, which exists`);
    }
    this.add(list, group);
    this.minorOf.set(name, this.minor);
  }

  deleteGroup(name: string, waits: boolean): void {
    this.remove(this.groupList(name), name);
    if (!waits) this.deleting.add(name);
  }

  /** An update of a node group, or of the cluster where none is named. */
  startUpdate(of = '', goesOn: boolean): void {
    if (this.updating.has(of)) throw new Error(`an update of ${of || 'the cluster'} goes on`);
    if (goesOn) this.updating.add(of);
  }

  finishUpdate(of = ''): void {
    if (!this.updating.delete(of)) throw new Error(`no update of ${of || 'the cluster'} goes on`);
  }

  upgradeNodes(name: string, minor: number): void {
    if (this.groupList(name) !== 'managedNodeGroups') throw new Error(`EKS manages no ${name}`);
    if (minor > this.minor) throw new Error('nodes may not be newer than the control plane');
    this.minorOf.set(name, minor);
  }

  upgradeTo(minor: number): void {
    const isSaid = this.at('metadata.version') !== undefined;
    if (isSaid && minor !== this.minor + 1) {
      throw new Error(`EKS does not go from 1.${this.minor} to 1.${minor}`);
    }
    for (const name of isSaid ? groupLists.flatMap((list) => this.namesIn(list)) : []) {
      const behind = minor - (this.minorOf.get(name) ?? 0);
      if (behind > MOST_BEHIND) throw new Error(`the nodes of ${name} would be too old`);
    }
    this.set('metadata.version', `1.${minor}`);
  }
}

/** A copy that is nothing but what JSON holds. */
export function copyOf<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

/** What stands at a path of plain keys. */
export function valueAt(config: Fields, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Fields | undefined)?.[key], config);
}

/** Writes a value there, or removes it. */
export function setAt(config: Fields, keys: readonly string[], value: unknown): void {
  let place = config;
  for (const key of keys.slice(0, -1)) place = (place[key] ??= {}) as Fields;
  const last = keys.at(-1)!;
  if (value === undefined) delete place[last];
  else place[last] = copyOf(value);
}

/** A list at a path; empty where there is none. */
export function listIn(config: Fields, path: string): Fields[] {
  const list = valueAt(config, path);
  return Array.isArray(list) ? (list as Fields[]) : [];
}

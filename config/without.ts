import { isMapping } from './is-mapping.ts';
import type { KeyPath } from './key-path.ts';

/** A cluster file less its broken parts, and where in the file what is left of it stood. */
export interface Rest {
  readonly value: unknown;
  readonly original: (path: KeyPath) => KeyPath;
}

/** Takes the broken parts out of a cluster file, so that the rules can judge what is left of it. */
export function without(value: unknown, broken: readonly KeyPath[]): Rest {
  const copy = structuredClone(value);
  const gone = new Map<string, Set<number>>();
  for (const path of broken) remove(copy, path, gone);
  dropEmptied(copy);
  return {
    value: withRequired(copy),
    original: (path) => path.map((key, index) => originalKey(key, path.slice(0, index), gone)),
  };
}

const GONE = Symbol('gone');

function remove(root: unknown, path: KeyPath, gone: Map<string, Set<number>>): void {
  const parentPath = path.slice(0, -1);
  const parent = parentPath.reduce(child, root);
  const last = path.at(-1);
  if (last === undefined || parent === GONE) return;
  if (Array.isArray(parent) && typeof last === 'number') {
    parent[last] = GONE;
    const indices = gone.get(formatKey(parentPath)) ?? new Set();
    gone.set(formatKey(parentPath), indices.add(last));
  } else if (isMapping(parent) && Object.hasOwn(parent, last)) delete parent[last];
  // What lacks a key that it needs goes as a whole.
  else if (parentPath.length > 0) remove(root, parentPath, gone);
}

function dropEmptied(value: unknown): void {
  if (Array.isArray(value)) {
    value.splice(0, value.length, ...value.filter((element) => element !== GONE));
  }
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(dropEmptied);
}

// The required keys, where they are broken or missing, with values that no rule objects to.
function withRequired(value: unknown): unknown {
  const file = isMapping(value) ? value : {};
  const access = isMapping(file.access) ? file.access : {};
  const from = Array.isArray(access.from) && access.from.length > 0 ? access.from : undefined;
  return {
    ...file,
    name: file.name ?? 'name',
    owner: file.owner ?? 'owner',
    access: { ...access, from: from ?? ['198.51.100.7/32'] },
  };
}

function originalKey(
  key: string | number,
  parent: KeyPath,
  gone: ReadonlyMap<string, ReadonlySet<number>>,
): string | number {
  if (typeof key === 'string') return key;
  let original = key;
  for (const index of [...(gone.get(formatKey(parent)) ?? [])].sort((a, b) => a - b)) {
    if (index <= original) original++;
  }
  return original;
}

function formatKey(path: KeyPath): string {
  return JSON.stringify(path);
}

function child(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

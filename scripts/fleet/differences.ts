import type { ClusterConfig } from '../../config/schema.ts';
import { formatPath, type KeyPath } from '../../config/key-path.ts';

/** A key that the clusters' files don't all give the same value. */
export interface Difference {
  /** As the cluster file's reference writes it: `nodes.max`. */
  readonly key: string;
  /** By cluster. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Every key in which clusters differ, in the order of the cluster file; defaults count as values. */
export function differences(configs: readonly ClusterConfig[]): Difference[] {
  const flat = configs.map((config) => ({ name: config.name, values: flatten(config) }));
  const keys = new Set(flat.flatMap(({ values }) => [...values.keys()]));
  keys.delete('name');
  return [...keys].flatMap((key) => {
    const values = flat.map(({ name, values }) => [name, values.get(key) ?? null] as const);
    const different = new Set(values.map(([, value]) => JSON.stringify(value)));
    return different.size > 1 ? [{ key, values: Object.fromEntries(values) }] : [];
  });
}

function flatten(value: object, path: KeyPath = []): Map<string, unknown> {
  return new Map(
    Object.entries(value).flatMap(([key, child]): [string, unknown][] => {
      const at = [...path, key];
      const isMapping = typeof child === 'object' && child !== null && !Array.isArray(child);
      return isMapping ? [...flatten(child as object, at)] : [[formatPath(at), child]];
    }),
  );
}

import { isMapping } from '../../config/is-mapping.ts';
import type { Fields } from '../diff/eksctl/context.ts';

// An empty list of these says that there is nothing; of all others, it says nothing.
const meaningful = ['podIdentityAssociations', 'nodePools', 'enableTypes'];

/** A ClusterConfig as eksctl understands it: a key without a value is none, nor is an empty list or map. */
export function normalForm(config: Fields): Fields {
  return (filled(config) ?? {}) as Fields;
}

function filled(value: unknown, key = ''): unknown {
  if (value === null || value === '') return undefined;
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item: unknown) => filled(item) ?? item);
    return items.length > 0 || meaningful.includes(key) ? items : undefined;
  }
  if (!isMapping(value)) return value;
  const entries = Object.entries(value).flatMap(([name, child]) => {
    const kept = filled(child, name);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

import { spansOf } from './across-minors.ts';
import type { Span } from './across-minors.ts';
import type { KubernetesMinor } from './read-minor.ts';

import type { ValuesByMinor } from './across-minors.ts';
import { relaxRequired } from './relax-required.ts';

export type Spans = readonly Span<string>[];

/** All minors in one: each kind and each field once for as long as it stays the same. */
export interface MergedMinors {
  first: number;
  last: number;
  kinds: Map<string, Spans>;
  definitions: Map<string, Map<string, Spans>>;
}

/** Merges the minors, which must be in order. */
export function mergeMinors(minors: readonly KubernetesMinor[]): MergedMinors {
  const kinds = mergeMaps(minors.map(({ minor, kinds }) => [minor, kinds]));
  const definitions = new Map<string, Map<string, Spans>>();
  for (const name of keysOf(minors.map((each) => each.definitions))) {
    definitions.set(
      name,
      mergeMaps(
        minors.map(({ minor, definitions }) => [
          minor,
          new Map(Object.entries(definitions.get(name) ?? {})),
        ]),
        relaxRequired,
      ),
    );
  }
  const numbers = minors.map(({ minor }) => minor);
  return { first: Math.min(...numbers), last: Math.max(...numbers), kinds, definitions };
}

function mergeMaps(
  mapsByMinor: readonly (readonly [number, ReadonlyMap<string, string>])[],
  correct: (values: ValuesByMinor) => ValuesByMinor = (values) => values,
): Map<string, Spans> {
  const merged = new Map<string, Spans>();
  for (const key of keysOf(mapsByMinor.map(([, map]) => map))) {
    const values = mapsByMinor.flatMap(([minor, map]) => {
      const value = map.get(key);
      return value === undefined ? [] : [[minor, value] as const];
    });
    merged.set(key, spansOf(correct(values)));
  }
  return merged;
}

const keysOf = (maps: readonly ReadonlyMap<string, unknown>[]): string[] =>
  [...new Set(maps.flatMap((map) => [...map.keys()]))].sort();

import { isDeepStrictEqual } from 'node:util';
import { isMapping } from '../../config/is-mapping.ts';
import type { FieldChange } from './field-change.ts';
import { itemNames, itemsByName } from './item-names.ts';

/** Every field in which two values differ; items of lists are matched by their names, where they have them. */
export function compareValues(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): FieldChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, path);
  if (isMapping(before) && isMapping(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => compareValues(before[key], after[key], [...path, key]));
  }
  // What a mapping brings with it or takes away is named key by key; an item of a list is one thing.
  const isItem = path.at(-1)?.startsWith('[') ?? false;
  const single = before === undefined ? after : after === undefined ? before : undefined;
  if (Array.isArray(single) && single.every(isMapping) && itemNames(single)?.length) {
    return compareLists(
      before === undefined ? [] : single,
      after === undefined ? [] : single,
      path,
    );
  }
  if (isMapping(single) && Object.keys(single).length > 0 && path.length > 0 && !isItem) {
    return Object.keys(single).flatMap((key) =>
      before === undefined
        ? compareValues(undefined, single[key], [...path, key])
        : compareValues(single[key], undefined, [...path, key]),
    );
  }
  return [{ path, before, after }];
}

function compareLists(
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly string[],
): FieldChange[] {
  const old = itemsByName(before);
  const now = itemsByName(after);
  if (!old || !now) return compareNameless(before, after, path);
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const changes = names.flatMap((name) =>
    compareValues(old.get(name), now.get(name), [...path, `[${name}]`]),
  );
  const kept = (some: typeof old, other: typeof old) =>
    [...some.keys()].filter((name) => other.has(name));
  if (isDeepStrictEqual(kept(old, now), kept(now, old))) return changes;
  return [...changes, { path, before: [...old.keys()], after: [...now.keys()] }];
}

// Items that are there before and after are left out; the others are taken in pairs, in their order.
function compareNameless(
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly string[],
): FieldChange[] {
  const rest = after.map((value, index) => ({ value, index }));
  const gone = before
    .map((value, index) => ({ value, index }))
    .filter(({ value }) => {
      const twin = rest.findIndex((other) => isDeepStrictEqual(other.value, value));
      if (twin >= 0) rest.splice(twin, 1);
      return twin < 0;
    });
  if (gone.length === 0 && rest.length === 0) return [{ path, before, after }];
  const pairs = Array.from({ length: Math.max(gone.length, rest.length) }, (_, i) => i);
  return pairs.flatMap((i) => {
    const index = gone[i]?.index ?? rest[i]?.index ?? 0;
    return compareValues(gone[i]?.value, rest[i]?.value, [...path, `[${index}]`]);
  });
}

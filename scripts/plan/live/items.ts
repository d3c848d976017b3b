import type { Fields } from '../../diff/eksctl/context.ts';
import { itemsByName } from '../../diff/item-names.ts';

/**
 * The items of a list as they are: those of the file that are there, in its order, and then those that it does not know.
 * The file's items that nothing could be learned of are kept.
 */
export function itemsAsTheyAre<T>(
  wanted: readonly Fields[],
  there: ReadonlyMap<string, T>,
  asIs: (fact: T, wanted: Fields | undefined) => Fields,
  isUnknown: (wanted: Fields) => boolean = () => false,
): Fields[] {
  const named = itemsByName(wanted) ?? new Map<string, Fields>();
  const kept = [...named].flatMap(([name, item]) => {
    const fact = there.get(name);
    if (fact !== undefined) return [asIs(fact, item)];
    return isUnknown(item) ? [item] : [];
  });
  const extra = [...there].filter(([name]) => !named.has(name));
  return [...kept, ...extra.map(([, fact]) => asIs(fact, undefined))];
}

import type { ValuesByMinor } from './across-minors.ts';

/**
 * A field's types without the `!` where a later minor calls the same field optional: such a change
 * corrects the document, as the API server has accepted objects without the field all along.
 */
export function relaxRequired(values: ValuesByMinor): ValuesByMinor {
  const optional = new Set<string>();
  return values
    .toReversed()
    .map(([minor, type]) => {
      const plain = type.replace('!', '');
      if (plain === type) optional.add(plain);
      return [minor, optional.has(plain) ? plain : type] as const;
    })
    .toReversed();
}

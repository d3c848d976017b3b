// So many of a kind are drawn one by one; more are drawn as one, and the table lists them.
const MOST_APART = 3;

/** Things in groups of those with the same key; a group of few falls apart into its members. */
export function alike<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()].flatMap((group) =>
    group.length > MOST_APART ? [group] : group.map((one) => [one]),
  );
}

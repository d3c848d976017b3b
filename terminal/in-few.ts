const MOST = 3;

/** Names in a few words: all of them, or the first two and how many more. */
export function inFew(names: readonly string[]): string {
  if (names.length <= MOST) return names.join(', ');
  const first = names.slice(0, MOST - 1);
  return `${first.join(', ')} and ${names.length - first.length} more`;
}

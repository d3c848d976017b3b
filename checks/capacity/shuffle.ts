/** The same items in another order: always the same one for a seed, and the given one for 0. */
export function shuffle<T>(items: readonly T[], seed: number): T[] {
  const shuffled = [...items];
  if (seed === 0) return shuffled;
  let state = (seed * 2654435761) % 2 ** 32;
  for (let last = shuffled.length - 1; last > 0; last--) {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}

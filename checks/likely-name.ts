import { didYouMean } from '../terminal/suggest.ts';

// Among more names of the user's own, a guess takes its time at each of many mistakes, and says little.
const MOST_NAMES = 100;

/** "did you mean X?", of names of the user's own; undefined when none is near, or there are too many. */
export function likelyName(word: string, names: Iterable<string>): string | undefined {
  const some: string[] = [];
  for (const name of names) if (some.push(name) > MOST_NAMES) return undefined;
  return didYouMean(word, some);
}

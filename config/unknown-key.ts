import { didYouMean, normalise } from '../terminal/suggest.ts';
import { formatPath, type KeyPath } from './key-path.ts';
import { elsewhere, knownKeys } from './schema-at.ts';
import type { Words } from './likely/fix.ts';
import { usualPlace } from './usual-names.ts';

/** What is said of a key that a mapping does not have, and of what it holds. */
export function unknownKey(path: KeyPath, key: string, held: unknown): Words {
  const known = knownKeys(path);
  const fix = tooDeep(held, known) ?? likelyKey(key, known);
  return {
    message:
      path.length === 0 ? 'is not a key of a cluster file' : `is not a key of ${formatPath(path)}`,
    allowed: fix === undefined ? known.join(', ') : undefined,
    fix,
  };
}

// All of a mapping that belongs one level further out.
function tooDeep(held: unknown, known: readonly string[]): string | undefined {
  const keys = typeof held === 'object' && held !== null ? Object.keys(held) : [];
  const isAll = keys.length > 1 && keys.every((key) => known.includes(key));
  return isAll
    ? `remove this line, and begin ${keys.join(', ')} in the column where it begins`
    : undefined;
}

function likelyKey(key: string, known: readonly string[]): string | undefined {
  if (key.startsWith('x-')) {
    return 'an anchor needs no key: put &name before the value where it is first used, and write *name below';
  }
  if (/\/\/|\/\*/.test(key)) return 'begin a comment with #';
  const same = known.find((other) => normalise(other) === normalise(key));
  const places = same ?? elsewhere(key) ?? usualPlace(key);
  return places === undefined ? didYouMean(key, known) : `did you mean ${places}?`;
}

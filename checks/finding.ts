import type { About, Finding } from './check.ts';
import type { Located } from './located.ts';

type Details = Omit<Finding, 'check' | 'file' | 'object' | 'nth'>;

/** Makes a check's findings about objects. */
export function findingsOf({ id: check }: About) {
  return ({ file, id, nth }: Located, details: Details): Finding => ({
    check,
    file: file.path,
    object: id,
    nth,
    ...details,
  });
}

/** `a, b and c`, cut short when there are many. */
export function someOf(words: Iterable<string>, most = 8): string {
  let said = told.get(words);
  if (said === undefined || most !== 8) said = tell(words, most);
  if (most === 8) told.set(words, said);
  return said;
}

// Many findings may tell of the same words, which are many themselves.
const told = new WeakMap<Iterable<string> & object, string>();

function tell(words: Iterable<string>, most: number): string {
  const all = [...new Set(words)];
  if (all.length === 0) return 'none';
  if (all.length > most) return `${all.slice(0, most).join(', ')} and ${all.length - most} more`;
  return all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

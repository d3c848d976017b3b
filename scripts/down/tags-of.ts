import { isMissing } from '../../aws/aws-error.ts';
import type { Tag } from './kind.ts';

const MOST_AT_ONCE = 20;

/** Asks for the tags of several things; one that goes away in the meantime has none. */
export async function tagsOf<T extends { readonly Tags?: readonly Tag[] }>(
  ids: readonly string[],
  ask: (some: string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (let index = 0; index < ids.length; index += MOST_AT_ONCE) {
    const some = ids.slice(index, index + MOST_AT_ONCE);
    all.push(...(await orOneByOne(some, ask)));
  }
  return all;
}

// One that is gone lets the answer about all of them fail.
async function orOneByOne<T>(
  ids: string[],
  ask: (some: string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await ask(ids);
  } catch (error) {
    if (!isMissing(error)) throw error;
    if (ids.length === 1) return [];
  }
  const found: T[] = [];
  for (const id of ids) found.push(...(await orOneByOne([id], ask)));
  return found;
}

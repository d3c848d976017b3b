import { join } from 'node:path';
import { counted } from '../terminal/counted.ts';
import { ProblemsError } from '../terminal/problem.ts';
import { lockFolders } from '../output/lock-folders.ts';
import { obstaclesIn } from '../output/obstacles.ts';
import { prepare, realFolder, removeNext, removePrevious, swapIn } from '../output/swap.ts';
import { compare, type Difference, isFresh, type Tree } from '../output/tree.ts';

/** What the folders of some names should hold; nothing where a folder should go. */
export type Wanted = ReadonlyMap<string, Tree>;

/** How each of the folders differs from what it should hold. */
export function differences(out: string, wanted: Wanted): Map<string, Difference> {
  return new Map(
    Array.from(counted('compared', [...wanted]), ([name, tree]) => [
      name,
      compare(join(out, name), tree),
    ]),
  );
}

/** Writes the folders that differ, all of them or none; answers with how they differed. */
export function writeAll(out: string, wanted: Wanted): Map<string, Difference> {
  // Without the lock, so that what is fresh may lie on a disk that can't be written.
  const all = differences(out, wanted);
  const inTheWay = [...all].flatMap(([name, difference]) =>
    obstaclesIn(join(out, name), difference),
  );
  if (inTheWay.length > 0) throw new ProblemsError(inTheWay);
  const different = [...all].filter(([, difference]) => !isFresh(difference));
  if (different.length === 0) return all;

  const folders = new Map(different.map(([name]) => [name, realFolder(out, name)]));
  const release = lockFolders([...folders.values()]);
  try {
    for (const [name, folder] of counted('written', [...folders])) {
      all.set(name, prepare(folder, wanted.get(name) ?? new Map()));
    }
    const ready = [...folders].filter(([name]) => !isFresh(all.get(name)!));
    swapIn(ready.map(([, folder]) => folder));
    folders.forEach(removePrevious);
    return all;
  } catch (error) {
    folders.forEach(removeNext);
    throw error;
  } finally {
    release();
  }
}

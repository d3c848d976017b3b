import { join } from 'node:path';
import { ProblemsError } from '../terminal/problem.ts';
import { lockFolders } from '../output/lock-folders.ts';
import { obstaclesIn } from '../output/obstacles.ts';
import { prepare, realFolder, removeNext, removePrevious, swapIn } from '../output/swap.ts';
import { isFresh } from '../output/tree.ts';
import type { Outcome, Prepared, Share } from './share.ts';

/** What became of all clusters, and of the folders whose cluster files are gone. */
export interface Written {
  readonly outcomes: readonly Outcome[];
  readonly removed: readonly Prepared[];
}

/** Writes the folders of a share that differ, and takes those of orphans away: all of it, or nothing. */
export async function writeAll(
  out: string,
  share: Share,
  orphans: readonly string[],
): Promise<Written> {
  // Without the lock, so that what is fresh may lie on a disk that can't be written.
  const outcomes = await share.compare(out);
  const inTheWay = outcomes.flatMap(({ name, difference }) =>
    obstaclesIn(join(out, name), difference),
  );
  if (inTheWay.length > 0) throw new ProblemsError(inTheWay);
  const different = outcomes
    .filter(({ difference }) => !isFresh(difference))
    .map(({ name }) => name);
  if (different.length + orphans.length === 0) return { outcomes, removed: [] };

  const folders = [...different, ...orphans].map((name) => realFolder(out, name));
  const release = lockFolders(folders);
  try {
    const prepared = await share.prepare(out, different);
    const removed = orphans.map((name) => ({
      name,
      difference: prepare(realFolder(out, name), new Map()),
    }));
    const ready = [...prepared, ...removed].filter(({ difference }) => !isFresh(difference));
    swapIn(ready.map(({ name }) => realFolder(out, name)));
    await share.tidy(out, different);
    for (const { name } of removed) removePrevious(realFolder(out, name));
    const now = new Map(prepared.map(({ name, difference }) => [name, difference]));
    return {
      outcomes: outcomes.map((each) => ({
        ...each,
        difference: now.get(each.name) ?? each.difference,
      })),
      removed,
    };
  } catch (error) {
    for (const folder of folders) removeNext(folder);
    throw error;
  } finally {
    release();
  }
}

import { accessSync, constants } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LoadedCluster } from '../config/load.ts';
import { realFolder } from '../output/swap.ts';
import { compare, isFresh } from '../output/tree.ts';
import { renderCluster } from './rendered.ts';

/**
 * Fails at once where nothing can be written and the first cluster has to be, for a fleet takes its time to make. What
 * is fresh may lie on such a disk.
 */
export function refuseUnwritable(out: string, [first]: readonly LoadedCluster[]): void {
  if (!first) return;
  const { name } = first.config;
  try {
    accessSync(dirname(realFolder(out, name)), constants.W_OK);
  } catch (error) {
    // It is made when it is needed.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    const { rendered } = renderCluster(first.config);
    if (rendered && !isFresh(compare(join(out, name), rendered.tree))) throw error;
  }
}

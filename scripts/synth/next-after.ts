import { clusterNames } from '../../config/load.ts';
import { CLUSTERS, DIST } from '../../config/places.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import type { Difference } from '../../output/tree.ts';
import { nextOf, READY, stageOf } from '../shared/stage.ts';

/** What comes next once these clusters' folders are written, which differed so. */
export function nextAfter(
  configs: readonly ClusterConfig[],
  written: readonly Difference[],
): string | undefined {
  const stages = configs.map((config) => ({
    name: config.name,
    stage: stageOf(config, DIST, true),
  }));
  const isReady = stages.every(({ stage }) => stage.order === READY);
  const wasThere = written.some(({ changed, stale }) => changed.length + stale.length > 0);
  if (isReady && wasThere) {
    return 'npm run diff   (what changed, and the commands that make it so)';
  }
  return nextOf(stages, clusterNames(CLUSTERS).length);
}

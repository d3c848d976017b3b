import type { ClusterDiff } from './cluster-diff.ts';
import { formatSteps } from './field-change.ts';

/** Differences for programs. */
export function reportJson(diffs: readonly ClusterDiff[], from: string): string {
  return JSON.stringify({ from, clusters: diffs.map(asJson) }, null, 2);
}

function asJson({ name, what, objects, clusterConfig, newCluster, onlyText, steps }: ClusterDiff) {
  return {
    name,
    what,
    clusterConfig: clusterConfig.map((change) => ({
      path: formatSteps(change.path),
      before: change.before,
      after: change.after,
      needsNewCluster: newCluster.includes(change),
    })),
    objects: objects.map(({ object, changes, ...rest }) => ({
      ...rest,
      kind: object.kind,
      changes: changes.map(({ path, before, after, immutable }) => ({
        path: formatSteps(path),
        before,
        after,
        immutable: immutable?.why,
      })),
    })),
    onlyText,
    steps,
  };
}

import type { ClusterDiff } from './cluster-diff.ts';
import { formatSteps } from './field-change.ts';

/** Differences for programs. */
export function reportJson(diffs: readonly ClusterDiff[], from: string): string {
  return JSON.stringify({ from, clusters: diffs.map(asJson) }, null, 2);
}

function asJson(diff: ClusterDiff) {
  const { name, what, objects, clusterConfig, newCluster, noCommand, files, onlyText, steps } =
    diff;
  return {
    name,
    what,
    clusterConfig: clusterConfig.map((change) => ({
      path: formatSteps(change.path),
      before: change.before,
      after: change.after,
      needsNewCluster: newCluster.includes(change),
      noCommand: noCommand.get(change),
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
    files: files.map(({ changes, ...rest }) => ({
      ...rest,
      changes: changes.map(({ path, before, after }) => ({
        path: formatSteps(path),
        before,
        after,
      })),
    })),
    onlyText,
    steps,
  };
}

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { clusterNames } from '../config/load.ts';
import { type Difference, isFresh, isOurFile, type Tree } from '../output/tree.ts';
import { noteLines } from './notes.ts';
import type { Rendered } from './rendered.ts';
import { differences, type Wanted, writeAll } from './write.ts';

/** Says which files are not what synth would write, and what writes them; the exit code is 1 when there are any. */
export function checkFolders(
  out: string,
  clusters: readonly Rendered[],
  orphans: readonly string[],
  mending: string,
): number {
  const lines = [...differences(out, wanted(clusters, orphans))].flatMap(([name, difference]) => {
    const list = (paths: readonly string[], word: string) =>
      paths.map((path) => `${word}  ${join(out, name, path)}`);
    return [
      ...list(difference.missing, 'missing'),
      ...list(difference.changed, 'changed'),
      ...list(difference.stale, 'stale  '),
      ...list(difference.blocking, 'foreign'),
    ];
  });
  if (lines.length === 0) {
    console.log(
      `${out}/ is fresh: ${clusters.length === 1 ? '1 cluster' : `${clusters.length} clusters`}`,
    );
    return 0;
  }
  console.log(
    `${lines.join('\n')}\n${out}/ is not fresh: run ${mending} and commit what it writes`,
  );
  return 1;
}

/** Writes every cluster's folder, takes those away whose cluster file is gone, and says and answers what changed. */
export function writeFolders(
  out: string,
  clusters: readonly Rendered[],
  orphans: readonly string[],
): Map<string, Difference> {
  const written = writeAll(out, wanted(clusters, orphans));
  const { own, shared } = noteLines(clusters);
  const lines = [
    ...clusters.flatMap((cluster) => [
      `${join(out, cluster.name)}  ${said(cluster, written.get(cluster.name)!)}`,
      ...kept(written.get(cluster.name)!),
      ...(own.get(cluster.name) ?? []).map((note) => `  ${note}`),
    ]),
    ...orphans.flatMap((name) => [
      `${join(out, name)}  removed: clusters/${name}.yaml is gone`,
      ...kept(written.get(name)!),
    ]),
    ...shared,
  ];
  if (lines.length > 0) console.log(lines.join('\n'));
  return written;
}

function wanted(clusters: readonly Rendered[], orphans: readonly string[]): Wanted {
  const nothing: Tree = new Map();
  return new Map([
    ...clusters.map(({ name, tree }) => [name, tree] as const),
    ...orphans.map((name) => [name, nothing] as const),
  ]);
}

function said({ counts }: Rendered, difference: Difference): string {
  const { missing, changed, stale } = difference;
  const change = isFresh(difference)
    ? 'no change'
    : `${[...missing, ...changed, ...stale].length} changed`;
  return `${counts}, ${change}`;
}

function kept({ foreign }: Difference): string[] {
  return foreign.map((path) => `  kept ${path}, which synth did not make`);
}

/** Folders that synth made for clusters that have no file any more. */
export function orphanFolders(out: string, clustersFolder: string): string[] {
  if (!existsSync(out)) return [];
  const known = clusterNames(clustersFolder);
  return readdirSync(out).filter((name) => {
    const witness = join(out, name, 'platform', 'cluster-autoscaler.k8s.yaml');
    return !name.startsWith('.') && !known.includes(name) && isOurFile(witness);
  });
}

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { clusterNames } from '../config/load.ts';
import { compare, type Difference, isFresh, isOurFile } from '../output/tree.ts';
import type { Outcome, Share } from './share.ts';
import { writeAll } from './write.ts';

/** What became of all clusters, once those of a share are known. */
type Merge = (made: readonly Outcome[]) => readonly Outcome[];

/** Says which files are not what synth would write, and what writes them; the exit code is 1 when there are any. */
export async function checkFolders(
  out: string,
  share: Share,
  orphans: readonly string[],
  mending: string,
  merge: Merge = (made) => made,
): Promise<number> {
  const outcomes = merge(await share.compare(out));
  const differences = new Map(outcomes.map(({ name, difference }) => [name, difference]));
  for (const orphan of orphans) differences.set(orphan, compare(join(out, orphan), new Map()));
  const lines = [...differences].flatMap(([name, { missing, changed, stale, blocking }]) => {
    const list = (paths: readonly string[], word: string) =>
      paths.map((path) => `${word}  ${join(out, name, path)}`);
    return [
      ...list(missing, 'missing'),
      ...list(changed, 'changed'),
      ...list(stale, 'stale  '),
      ...list(blocking, 'foreign'),
    ];
  });
  if (lines.length === 0) {
    console.log(
      `${out}/ is fresh: ${outcomes.length === 1 ? '1 cluster' : `${outcomes.length} clusters`}`,
    );
    return 0;
  }
  console.log(
    `${lines.join('\n')}\n${out}/ is not fresh: run ${mending} and commit what it writes`,
  );
  return 1;
}

/** Writes every cluster's folder, and takes those away whose cluster file is gone. */
export async function writeFolders(
  out: string,
  share: Share,
  orphans: readonly string[],
  merge: Merge = (made) => made,
): Promise<void> {
  const { outcomes, removed } = await writeAll(out, share, orphans);
  const lines = merge(outcomes).flatMap(({ name, files, objects, difference, notes }) => {
    const touched = [...difference.missing, ...difference.changed, ...difference.stale].length;
    const change = isFresh(difference) ? 'no change' : `${touched} changed`;
    return [
      `${join(out, name)}  ${files} files, ${objects} objects, ${change}`,
      ...kept(difference),
      ...notes.map((note) => `  ${note}`),
    ];
  });
  for (const { name, difference } of removed) {
    lines.push(`${join(out, name)}  removed: clusters/${name}.yaml is gone`, ...kept(difference));
  }
  if (lines.length > 0) console.log(lines.join('\n'));
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

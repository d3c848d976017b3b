import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDocumentationRange } from '../config/cidr.ts';
import { clusterNames } from '../config/load.ts';
import { ProblemsError } from '../config/problem.ts';
import { compare, type Difference, isFresh, isOurFile, type Tree } from '../output/tree.ts';
import { obstacles, writeFolder } from '../output/write-folder.ts';
import type { Synthesized } from '../synthesize.ts';
import type { Command, Flag } from './shared/arguments.ts';

export const synthCommand = {
  name: 'synth',
  summary: 'Writes dist/<cluster>/ from clusters/<cluster>.yaml.',
  flags: {
    cluster: { type: 'string', multiple: true, value: 'NAME', help: 'only this cluster' },
    out: { type: 'string', value: 'DIR', help: 'write here instead of dist' },
    check: {
      type: 'boolean',
      help: 'write nothing; exit 1 and list the files when dist is not fresh',
    },
  },
} as const satisfies Command<Record<string, Flag>>;

/** One cluster, ready to be written. */
export interface Rendered {
  readonly output: Synthesized;
  readonly tree: Tree;
}

/** Says which files are not what synth would write; the exit code is 1 when there are any. */
export function checkFolders(
  out: string,
  clusters: readonly Rendered[],
  orphans: readonly string[],
): number {
  const empty: Tree = new Map();
  const wanted = new Map<string, Tree>(
    clusters.map(({ output, tree }) => [output.config.name, tree]),
  );
  for (const orphan of orphans) wanted.set(orphan, empty);
  const lines = [...wanted].flatMap(([name, tree]) => {
    const { missing, changed, stale } = compare(join(out, name), tree);
    const list = (paths: readonly string[], word: string) =>
      paths.map((path) => `${word}  ${join(out, name, path)}`);
    return [...list(missing, 'missing'), ...list(changed, 'changed'), ...list(stale, 'stale  ')];
  });
  if (lines.length === 0) {
    console.log(
      `${out}/ is fresh: ${clusters.length === 1 ? '1 cluster' : `${clusters.length} clusters`}`,
    );
    return 0;
  }
  console.log(
    `${lines.join('\n')}\n${out}/ is not fresh: run npm run synth and commit what it writes`,
  );
  return 1;
}

/** Writes every cluster's folder, and takes those away whose cluster file is gone. */
export function writeFolders(
  out: string,
  clusters: readonly Rendered[],
  orphans: readonly string[],
): void {
  const inTheWay = clusters.flatMap(({ output, tree }) => obstacles(out, output.config.name, tree));
  if (inTheWay.length > 0) throw new ProblemsError(inTheWay);
  for (const { output, tree } of clusters) {
    const { name } = output.config;
    const difference = writeFolder(out, name, tree);
    const touched = [...difference.missing, ...difference.changed, ...difference.stale].length;
    const objects = output.files.reduce((sum, file) => sum + file.objects.length, 0);
    const change = isFresh(difference) ? 'no change' : `${touched} changed`;
    console.log(`${join(out, name)}  ${tree.size} files, ${objects} objects, ${change}`);
    for (const line of kept(difference)) console.log(line);
    for (const note of notes(output)) console.log(`  ${note}`);
  }
  for (const orphan of orphans) {
    const difference = writeFolder(out, orphan, new Map());
    console.log(`${join(out, orphan)}  removed: clusters/${orphan}.yaml is gone`);
    for (const line of kept(difference)) console.log(line);
  }
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

// What a person has to know or do, beyond applying the files.
function notes({ config, prerequisites }: Synthesized): string[] {
  const { access, ingress, name, network } = config;
  const example = access.from.filter(isDocumentationRange);
  return [
    ...(example.length > 0
      ? [
          `warning: access.from is the example address ${example.join(', ')}; put yours in: npm run allow-me -- --cluster ${name}`,
        ]
      : []),
    ...(ingress.controller === 'ingress-nginx'
      ? [
          'warning: kubernetes/ingress-nginx is retired since March 2026 and gets no security fixes; nginx is maintained',
        ]
      : []),
    ...(network === 'private'
      ? [
          'note: a NAT gateway is billed by the hour and by the gigabyte, and no node port is reachable from outside',
        ]
      : []),
    ...prerequisites.map(
      ({ command, reason }) => `once, after apps/ is applied (${reason}): ${command}`,
    ),
  ];
}

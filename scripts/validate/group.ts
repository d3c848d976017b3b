import { posix } from 'node:path';
import type { Input } from './input.ts';

/** Files that are applied to one cluster. */
export interface Group<T> {
  /** The folder that their paths begin with, when they lie as synth lays them out. */
  readonly root: string;
  /** Them by their path below the root. */
  readonly files: ReadonlyMap<string, T>;
}

const ourFolders = ['eksctl', 'platform', 'apps', 'jenkins', 'learners', 'exercises'];

/**
 * Tells clusters apart: each folder that is known as one, or looks like `dist/<name>`, is one, and so is what a program
 * made; all other files together are one.
 */
export function groupByCluster<T extends Input>(files: readonly T[]): Group<T>[] {
  const apart = files.filter(({ parts }) => parts);
  const groups = new Map<string, Map<string, T>>();
  const roots = rootsOf(files.map(({ file }) => file.replaceAll('\\', '/')));
  for (const item of files.filter(({ parts }) => !parts)) {
    const path = item.file.replaceAll('\\', '/');
    const known = item.whole && `${item.whole.folder.replaceAll('\\', '/')}/`;
    const root = known ?? roots.find((folder) => path.startsWith(folder)) ?? '';
    const group = groups.get(root) ?? new Map<string, T>();
    groups.set(root, group.set(path.slice(root.length), item));
  }
  return [
    ...[...groups].map(([root, members]) => ({ root, files: members })),
    ...apart.map((item) => ({ root: '', files: new Map([[item.file, item]]) })),
  ];
}

// A folder above two or more of our folders; one alone may be called jenkins for reasons of its own.
function rootsOf(paths: readonly string[]): string[] {
  const below = new Map<string, Set<string>>();
  for (const path of paths) {
    const folder = posix.dirname(path);
    const name = posix.basename(folder);
    if (!ourFolders.includes(name)) continue;
    const root = folder.slice(0, -name.length);
    below.set(root, (below.get(root) ?? new Set()).add(name));
  }
  const roots = [...below].filter(([, names]) => names.size > 1).map(([root]) => root);
  return roots.sort((a, b) => b.length - a.length);
}

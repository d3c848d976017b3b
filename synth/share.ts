import type { Finding } from '../checks/check.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { join } from 'node:path';
import { prepare, realFolder, removePrevious } from '../output/swap.ts';
import { compare, type Difference } from '../output/tree.ts';
import type { Known } from './known.ts';
import { type Rendered, renderCluster } from './rendered.ts';

/** What became of one cluster's folder, and what to say of it. */
export interface Outcome extends Pick<Rendered, 'name' | 'objects' | 'notes'> {
  readonly files: number;
  readonly difference: Difference;
  /** What to remember of it, where that is asked for. */
  readonly known?: Known;
}

/** A cluster whose folder is ready to be put in its place, and how that differs from the one that is there. */
export interface Prepared {
  readonly name: string;
  readonly difference: Difference;
}

/**
 * Some of the clusters: all are made and checked first, then compared, and those that differ written. Of the names
 * that it is told, each share heeds those of its own clusters.
 */
export interface Share {
  /** What the checks find wrong with each cluster, in their order. */
  make(): Promise<readonly (readonly Finding[])[]>;
  compare(out: string): Promise<readonly Outcome[]>;
  /** Writes the folders of these names, beside the old ones. */
  prepare(out: string, names: readonly string[]): Promise<readonly Prepared[]>;
  /** Takes their old folders away, once the new ones are in their places. */
  tidy(out: string, names: readonly string[]): Promise<readonly never[]>;
}

/** A share that is made here, one cluster after the other. */
export function ownShare(configs: readonly ClusterConfig[], remember: boolean): Share {
  const all: Rendered[] = [];
  return {
    ...madeShare(all, remember),
    make: async () => {
      const checked = configs.map(renderCluster);
      all.push(...checked.flatMap((each) => each.rendered ?? []));
      return checked.map(({ findings }) => findings);
    },
  };
}

/** A share that is made and checked already. */
export function madeShare(all: readonly Rendered[], remember = false): Share {
  const called = (names: readonly string[]) => {
    const wanted = new Set(names);
    return all.filter(({ name }) => wanted.has(name));
  };
  return {
    make: async () => [],
    compare: async (out) => {
      // Digests take their time to load, and few clusters need none.
      const knownOf = remember ? (await import('./known.ts')).knownOf : undefined;
      return all.map((rendered): Outcome => {
        const { name, tree, objects, notes } = rendered;
        const difference = compare(join(out, name), tree);
        return { name, objects, notes, files: tree.size, difference, known: knownOf?.(rendered) };
      });
    },
    prepare: async (out, names) =>
      called(names).map(({ name, tree }) => ({
        name,
        difference: prepare(realFolder(out, name), tree),
      })),
    tidy: async (out, names) => {
      for (const { name } of called(names)) removePrevious(realFolder(out, name));
      return [];
    },
  };
}

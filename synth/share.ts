import type { Finding } from '../checks/check.ts';
import type { ClusterConfig } from '../config/schema.ts';
import type { Problem } from '../config/problem.ts';
import { compare, type Difference } from '../output/tree.ts';
import { join } from 'node:path';
import { obstacles, writeFolder } from '../output/write-folder.ts';
import type { Known } from './known.ts';
import { type Rendered, renderCluster } from './rendered.ts';

/** What became of one cluster's folder, and what to say of it. */
export interface Outcome extends Pick<Rendered, 'name' | 'objects' | 'notes'> {
  readonly files: number;
  readonly difference: Difference;
  /** What to remember of it, where that is asked for. */
  readonly known?: Known;
}

/** Some of the clusters: all are made and checked first, and then compared or written. */
export interface Share {
  /** What the checks find wrong with each cluster, in their order. */
  make(): Promise<readonly (readonly Finding[])[]>;
  /** What is in the way of writing them. */
  obstacles(out: string): Promise<readonly Problem[]>;
  compare(out: string): Promise<readonly Outcome[]>;
  write(out: string): Promise<readonly Outcome[]>;
}

/** A share that is made here, one cluster after the other. */
export function ownShare(configs: readonly ClusterConfig[], remember: boolean): Share {
  let share = madeShare([], remember);
  return {
    make: async () => {
      const checked = configs.map(renderCluster);
      share = madeShare(
        checked.flatMap((each) => each.rendered ?? []),
        remember,
      );
      return checked.map(({ findings }) => findings);
    },
    obstacles: (out) => share.obstacles(out),
    compare: (out) => share.compare(out),
    write: (out) => share.write(out),
  };
}

/** A share that is made and checked already. */
export function madeShare(all: readonly Rendered[], remember = false): Share {
  const each = async (differenceOf: (rendered: Rendered) => Difference) => {
    // Digests take their time to load, and few clusters need none.
    const knownOf = remember ? (await import('./known.ts')).knownOf : undefined;
    return all.map((rendered): Outcome => {
      const { name, tree, objects, notes } = rendered;
      const difference = differenceOf(rendered);
      return { name, objects, notes, files: tree.size, difference, known: knownOf?.(rendered) };
    });
  };
  return {
    make: async () => [],
    obstacles: async (out) => all.flatMap(({ name, tree }) => obstacles(out, name, tree)),
    compare: (out) => each(({ name, tree }) => compare(join(out, name), tree)),
    write: (out) => each(({ name, tree }) => writeFolder(out, name, tree)),
  };
}

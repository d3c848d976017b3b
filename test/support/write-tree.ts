import type { Difference, Tree } from '../../output/tree.ts';
import { writeAll } from '../../synth/write.ts';

/** Makes a folder hold a tree, as synth does; answers with how it differed. */
export async function writeTree(out: string, name: string, tree: Tree): Promise<Difference> {
  return writeAll(out, new Map([[name, tree]])).get(name)!;
}

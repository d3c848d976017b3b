import type { Difference, Tree } from '../../output/tree.ts';
import { madeShare } from '../../synth/share.ts';
import { writeAll } from '../../synth/write.ts';

/** Makes a folder hold a tree, as synth does; answers with how it differed. */
export async function writeTree(out: string, name: string, tree: Tree): Promise<Difference> {
  const { outcomes } = await writeAll(out, madeShare([{ name, tree, objects: 0, notes: [] }]), []);
  return outcomes[0]!.difference;
}

import { renderTree } from '../../synth/render-tree.ts';
import type { Tree } from '../../output/tree.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf, type Overrides } from './configs.ts';

/** The files that synth writes for a minimal cluster file with some keys set, without a user's own charts. */
export function treeOf(overrides: Overrides = {}): Tree {
  const key = JSON.stringify(overrides);
  const tree = trees.get(key) ?? renderTree(synthesize(configOf(overrides), () => []));
  trees.set(key, tree);
  return tree;
}

// Many tests compare with the same one.
const trees = new Map<string, Tree>();

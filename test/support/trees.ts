import { renderTree } from '../../output/render-tree.ts';
import type { Tree } from '../../output/tree.ts';
import { synthesize } from '../../synthesize.ts';
import { configOf, type Overrides } from './configs.ts';

/** The files that synth writes for a minimal cluster file with some keys set. */
export function treeOf(overrides: Overrides = {}): Tree {
  return renderTree(synthesize(configOf(overrides)));
}

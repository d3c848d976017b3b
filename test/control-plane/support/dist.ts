import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderTree } from '../../../synth/render-tree.ts';
import type { Synthesized } from '../../../synth/synthesize.ts';

/** Writes all that synth writes for a cluster below a folder, and answers with the cluster's own folder. */
export function writeDist(synthesized: Synthesized, below: string): string {
  const folder = join(below, 'dist', synthesized.config.name);
  for (const [path, text] of renderTree(synthesized)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

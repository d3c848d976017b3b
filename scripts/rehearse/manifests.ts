import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DIST } from '../../config/places.ts';
import { render } from '../../output/render.ts';
import type { Synthesized } from '../../synth/synthesize.ts';

/** Writes a cluster's manifests below a folder, as synth does below dist/, and answers with where they are. */
export function writeManifests({ config, files }: Synthesized, below: string): string {
  const folder = join(below, DIST, config.name);
  for (const file of files) {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, render(config.name, file));
  }
  return folder;
}

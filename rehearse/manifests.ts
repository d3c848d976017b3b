import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { render } from '../output/render.ts';
import type { Synthesized } from '../synthesize.ts';

/** Writes a cluster's manifests below a folder, as synth does below dist/, and answers with where they are. */
export function writeManifests({ config, files }: Synthesized, below: string): string {
  const folder = join(below, 'dist', config.name);
  for (const file of files) {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, render(config.name, file));
  }
  return folder;
}

/** The folders that one `kubectl apply` takes, in the order of the README: not the exercises' alternatives. */
export function appliedFolders({ files }: Synthesized): string[] {
  const folders = files
    .filter(({ alternative }) => !alternative)
    .map(({ path }) => path.slice(0, path.indexOf('/')));
  return [...new Set(folders)];
}

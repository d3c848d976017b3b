import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { minorIn } from '../../checks/foreign.ts';
import { KUSTOMIZATION_FILE } from '../../output/kustomization.ts';
import { isOurs } from '../../output/render.ts';
import type { KubernetesVersion } from '../../tables/kubernetes.ts';
import { parseText } from './parse.ts';

/** A cluster's folder that synth wrote, where only something in it was given. */
export interface Whole {
  readonly folder: string;
  /** The minor in its ClusterConfig. */
  readonly minor?: KubernetesVersion;
}

/** The cluster's folder that a path lies in. */
export function wholeAround(path: string): Whole | undefined {
  const folder = dirname(path);
  if (folder === path) return undefined;
  if (!isOurs(textOf(join(folder, KUSTOMIZATION_FILE)))) return wholeAround(folder);
  const config = join(folder, 'eksctl', 'cluster.yaml');
  return { folder, minor: minorIn(parseText(config, textOf(config)).objects[0]?.value) };
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

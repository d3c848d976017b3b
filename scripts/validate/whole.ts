import { dirname, join } from 'node:path';
import { minorIn } from '../../checks/foreign.ts';
import { KUSTOMIZATION_FILE } from '../../output/kustomization.ts';
import { textIfAny } from '../../output/only-files.ts';
import { isOurFile } from '../../output/tree.ts';
import type { KubernetesVersion } from '../../tables/kubernetes.ts';
import { parseText } from './parse.ts';

const LARGEST_FILE = 1024 * 1024;

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
  if (!isOurFile(join(folder, KUSTOMIZATION_FILE))) return wholeAround(folder);
  const config = join(folder, 'eksctl', 'cluster.yaml');
  const text = textIfAny(config, LARGEST_FILE) ?? '';
  return { folder, minor: minorIn(parseText(config, text).objects[0]?.value) };
}

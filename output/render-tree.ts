import { KUSTOMIZATION_FILE, kustomizationOf } from './kustomization.ts';
import type { ClusterConfigFile, OutputFile } from './manifest.ts';
import { render } from './render.ts';
import type { Tree } from './tree.ts';

interface Cluster {
  readonly config: { readonly name: string };
  readonly files: readonly OutputFile[];
  /** What Flux is told, and what no other way of applying reads. */
  readonly flux: readonly OutputFile[];
  readonly clusterConfig?: ClusterConfigFile;
}

/** Every file of a cluster's folder, as text. */
export function renderTree({ config, files, flux, clusterConfig }: Cluster): Tree {
  const kustomization = { path: KUSTOMIZATION_FILE, object: kustomizationOf(files) };
  const all = [...(clusterConfig ? [clusterConfig] : []), ...files, ...flux, kustomization];
  return new Map(all.map((file) => [file.path, render(config.name, file)]));
}

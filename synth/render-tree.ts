import type { TemplateFile } from '../eksctl/cloudformation/template.ts';
import type { PolicyFile } from '../eksctl/iam/policies.ts';
import { KUSTOMIZATION_FILE, kustomizationOf } from '../output/kustomization.ts';
import type { ClusterConfigFile, OutputFile } from '../output/manifest.ts';
import { render, renderPolicy } from '../output/render.ts';
import type { Tree } from '../output/tree.ts';

interface Cluster {
  readonly config: { readonly name: string };
  readonly files: readonly OutputFile[];
  /** What Flux is told, and what no other way of applying reads. */
  readonly flux: readonly OutputFile[];
  readonly clusterConfig?: ClusterConfigFile;
  /** For those who work with the cluster; kubectl and Flux never see them. */
  readonly policies: readonly PolicyFile[];
  /** CloudFormation templates, for those who make their roles and launch template themselves. */
  readonly templates: readonly TemplateFile[];
}

/** Every file of a cluster's folder, as text. */
export function renderTree({
  config,
  files,
  flux,
  clusterConfig,
  policies,
  templates,
}: Cluster): Tree {
  const kustomization = { path: KUSTOMIZATION_FILE, object: kustomizationOf(files) };
  const all = [
    ...(clusterConfig ? [clusterConfig] : []),
    ...files,
    ...flux,
    kustomization,
    ...templates,
  ];
  return new Map([
    ...all.map((file) => [file.path, render(config.name, file)] as const),
    ...policies.map(({ path, policy }) => [path, renderPolicy(policy)] as const),
  ]);
}

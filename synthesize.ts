import type { Subject } from './checks/check.ts';
import { isDocumentationRange } from './config/cidr.ts';
import type { ClusterConfig } from './config/schema.ts';
import { clusterConfig } from './eksctl/cluster-config.ts';
import { fluxLayout, layout, prerequisites } from './layout.ts';
import type { ClusterConfigFile, OutputFile } from './output/manifest.ts';

/** One cluster's objects by file, made from its config alone: nothing is read, written or asked. */
export interface Synthesized extends Subject {
  readonly config: ClusterConfig;
  /** What tells Flux to apply the files, if anything does: no part of what the checks look at. */
  readonly flux: readonly OutputFile[];
}

/** Turns a validated config into every object of its cluster. */
export function synthesize(config: ClusterConfig): Synthesized {
  const files = layout(config).map((entry): OutputFile => ({ ...entry, objects: entry.objects() }));
  return {
    config,
    files,
    flux: fluxLayout(config, files).map((entry) => ({ ...entry, objects: entry.objects() })),
    clusterConfig: config.manifestsOnly ? undefined : clusterConfigFile(config),
    prerequisites: prerequisites(config),
    minor: config.kubernetes,
  };
}

function clusterConfigFile(config: ClusterConfig): ClusterConfigFile {
  const example = config.access.from.filter(isDocumentationRange);
  return {
    path: 'eksctl/cluster.yaml',
    comments:
      example.length > 0
        ? [
            `WARNING: access.from is the documentation's ${example.join(', ')}: nobody, you included, could reach this`,
            `cluster. Put your own address in first: npm run allow-me -- --cluster ${config.name}`,
          ]
        : undefined,
    object: clusterConfig(config),
  };
}

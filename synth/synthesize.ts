import type { Subject } from '../checks/check.ts';
import { isDocumentationRange } from '../config/cidr.ts';
import { templateFiles } from '../eksctl/cloudformation/files.ts';
import type { TemplateFile } from '../eksctl/cloudformation/template.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { clusterConfig } from '../eksctl/cluster-config.ts';
import { awaitsTemplate } from '../eksctl/node-group.ts';
import { awaitsRoles } from '../eksctl/own-parts.ts';
import { type PolicyFile, policyFiles } from '../eksctl/iam/policies.ts';
import type { OwnCharts } from '../charts/file.ts';
import { fluxLayout, layout, prerequisites } from '../charts/layout.ts';
import type { ClusterConfigFile, OutputFile } from '../output/manifest.ts';

/** One cluster's objects by file, made from its config alone: nothing is read, written or asked. */
export interface Synthesized extends Subject {
  readonly config: ClusterConfig;
  /** What tells Flux to apply the files, if anything does: no part of what the checks look at. */
  readonly flux: readonly OutputFile[];
  /** The IAM policies of those who work with the cluster. */
  readonly policies: readonly PolicyFile[];
  /** CloudFormation templates that the cluster file asks for. */
  readonly templates: readonly TemplateFile[];
}

/** Turns a validated config into every object of its cluster, those of charts that users added among them. */
export function synthesize(config: ClusterConfig, charts?: OwnCharts): Synthesized {
  const files = layout(config, charts).map((entry): OutputFile => ({
    ...entry,
    objects: entry.objects(),
  }));
  return {
    config,
    files,
    flux: fluxLayout(config, files).map((entry) => ({ ...entry, objects: entry.objects() })),
    clusterConfig: config.manifestsOnly ? undefined : clusterConfigFile(config),
    policies: config.manifestsOnly ? [] : policyFiles(config),
    templates: templateFiles(config),
    prerequisites: prerequisites(config),
    minor: config.kubernetes,
  };
}

function clusterConfigFile(config: ClusterConfig): ClusterConfigFile {
  const comments = warnings(config);
  return {
    path: 'eksctl/cluster.yaml',
    ...(comments.length > 0 && { comments }),
    object: clusterConfig(config),
  };
}

// What would go wrong if eksctl were called with the file as it is.
function warnings(config: ClusterConfig): string[] {
  const { access, name } = config;
  const example = access.from.filter(isDocumentationRange);
  const awaited = [
    ...(awaitsRoles(config) ? ['the roles'] : []),
    ...(awaitsTemplate(config) ? ['the node group and its launch template'] : []),
  ];
  return [
    ...(example.length > 0
      ? [
          `WARNING: access.from is the example address ${example.join(', ')}: nobody, you included, could reach this`,
          `cluster. Put your own address in first: npm run allow-me -- --cluster ${name}`,
        ]
      : []),
    ...(awaited.length > 0
      ? [
          `WARNING: ${awaited.join(' and ')} of this cluster are still to be made, in the order that works:`,
          `npm run launch-template -- --cluster ${name}`,
        ]
      : []),
  ];
}

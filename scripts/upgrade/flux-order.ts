import type { ClusterConfig } from '../../config/schema.ts';

/** What is pushed when, where Flux applies the manifests: it would bring the new autoscaler to the old control plane. */
export function fluxOrder({ name, kubernetes, flux }: ClusterConfig): string[] {
  if (!flux.url) return [];
  return [
    `Flux applies dist/${name}, so two commits are pushed to ${flux.branch}, in this order:`,
    `  1. before: clusters/${name}.yaml and dist/${name}/eksctl, of which Flux reads nothing`,
    `  2. when control plane, nodes and addons are at ${kubernetes}: the rest of dist/${name}; it brings the autoscaler`,
    '  Both on a branch, and the merge in place of the second, is the same.',
  ];
}

/** The same on the way back: the old autoscaler comes first. */
export function fluxBack({ name, kubernetes, flux }: ClusterConfig): string[] {
  return [
    `Flux applies dist/${name}: commit it with clusters/${name}.yaml, and push it to ${flux.branch}.`,
    `When Flux has brought the autoscaler of ${kubernetes}, the same command again takes nodes and control plane back.`,
  ];
}

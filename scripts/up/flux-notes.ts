import { DIST } from '../../config/places.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { pathInRepository } from '../../charts/flux/by-flux.ts';

/** What is left to do where Flux applies the manifests: it needs a repository, which is not ours to push to. */
export function fluxNotes({ name, flux }: ClusterConfig): string[] {
  if (!flux.url) return [];
  const folder = pathInRepository(flux, DIST, name, 'flux');
  return [
    'Flux applies the platform and the apps, so up does not. When the cluster is there:',
    `  commit dist/${name} and push it to ${flux.url}`,
    '  then install Flux, in one of two ways (docs/flux.md has both):',
    `    flux bootstrap git --url=${flux.url} --branch=${flux.branch} --path=${folder}`,
    `    flux install && kubectl apply -f dist/${name}/flux`,
    '  and look: kubectl get kustomizations -n flux-system --watch',
  ];
}

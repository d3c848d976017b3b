import { endedReleases, kubernetesReleases } from '../../../tables/kubernetes-releases.ts';

const NEWEST = kubernetesReleases['1.36'];
const BESIDE_THE_CORE = [endedReleases['1.21'], endedReleases['1.22'], NEWEST];

/**
 * The modules that say when an API version was deprecated and removed. The newest knows the most;
 * the older ones are for what has been deleted since, so no minor between them may be left out.
 */
export const LIFECYCLE_MODULES: readonly { module: string; versions: readonly string[] }[] = [
  {
    module: 'k8s.io/api',
    versions: [...Object.values(endedReleases), kubernetesReleases['1.27'], NEWEST].map(versionOf),
  },
  { module: 'k8s.io/apiextensions-apiserver', versions: BESIDE_THE_CORE.map(versionOf) },
  { module: 'k8s.io/kube-aggregator', versions: BESIDE_THE_CORE.map(versionOf) },
];

// What Kubernetes publishes as 1.36.3 is v0.36.3 in its Go modules.
function versionOf(release: string): string {
  return release.replace(/^1/, 'v0');
}

import { endedKubernetes } from '../../../tables/ended-kubernetes.ts';
import { kubernetesVersions, minorOf, newestKubernetes } from '../../../tables/kubernetes.ts';

const NEWEST = minorOf(newestKubernetes).release;
const ENDED = Object.values(endedKubernetes).map(({ release }) => release);
const SOLD = kubernetesVersions.map((version) => minorOf(version).release);
const BESIDE_THE_CORE = [endedKubernetes['1.21'].release, endedKubernetes['1.22'].release, NEWEST];

/**
 * The modules that say when an API version was deprecated and removed. The newest knows the most;
 * the older ones are for what has been deleted since, so no minor between them may be left out.
 */
export const LIFECYCLE_MODULES: readonly { module: string; versions: readonly string[] }[] = [
  {
    module: 'k8s.io/api',
    versions: [...ENDED, ...SOLD].map(versionOf),
  },
  { module: 'k8s.io/apiextensions-apiserver', versions: BESIDE_THE_CORE.map(versionOf) },
  { module: 'k8s.io/kube-aggregator', versions: BESIDE_THE_CORE.map(versionOf) },
];

// What Kubernetes publishes as 1.36.3 is v0.36.3 in its Go modules.
function versionOf(release: string): string {
  return release.replace(/^1/, 'v0');
}

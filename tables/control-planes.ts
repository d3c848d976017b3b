import { kubernetesReleases } from './kubernetes-releases.ts';

// What `npm run control-plane:build` builds: the modules in control-plane/go pin the same.

/** The patch release of each Kubernetes minor that a control plane can be started with. */
export const builtKubernetes = {
  '1.27': '1.27.11',
  '1.36': kubernetesReleases['1.36'],
} as const;

export type BuiltMinor = keyof typeof builtKubernetes;

export const builtEtcd = '3.6.8';

/** The oldest ready-made etcd that will do: older ones can't tell an API server how far a watch has come. */
export const oldestEtcd = '3.5.13';

export const builtKwok = '0.8.0';

export const kustomizeController = '1.9.5';

/** Only its custom resource definitions are used. */
export const sourceController = '1.9.5';

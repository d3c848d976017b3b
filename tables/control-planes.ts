import { type KubernetesVersion, newestKubernetes, oldestKubernetes } from './kubernetes.ts';

// What `npm run control-plane:build` builds: `npm run control-plane:pin` writes the modules in control-plane/go by it.

/** The minor versions that a control plane can be started with. */
export const builtMinors: readonly KubernetesVersion[] = [oldestKubernetes, newestKubernetes];

// renovate: datasource=go depName=go.etcd.io/etcd/server/v3
export const builtEtcd = '3.7.3';

/** The oldest ready-made etcd that will do: older ones can't tell an API server how far a watch has come. */
export const oldestEtcd = '3.5.13';

// renovate: datasource=go depName=sigs.k8s.io/kwok
export const builtKwok = '0.8.0';

// renovate: datasource=go depName=github.com/fluxcd/kustomize-controller
/** From 1.10 on Flux's controllers take Go 1.27. */
export const kustomizeController = '1.9.6';

// renovate: datasource=go depName=github.com/fluxcd/source-controller
/** Only its custom resource definitions are used. */
export const sourceController = '1.9.6';

// renovate: datasource=go depName=github.com/weaveworks/eksctl
export const builtEksctl = '0.230.0';

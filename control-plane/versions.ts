/** The Kubernetes minors that a control plane can be started with. */
export type KubernetesMinor = '1.27' | '1.36';

/** The patch release built for each minor; `go/<minor>/go.mod` pins the same. */
export const KUBERNETES: Record<KubernetesMinor, string> = { '1.27': '1.27.11', '1.36': '1.36.3' };

export const ETCD = '3.6.8';
export const KWOK = '0.8.0';
export const KUSTOMIZE_CONTROLLER = '1.9.5';

/** Only its custom resource definitions are used. */
export const SOURCE_CONTROLLER = '1.9.5';

import { fields } from '../values.ts';

// Pods that EKS's addons run in kube-system, which no manifest here makes.
const addonPods = [
  { 'k8s-app': 'kube-dns', 'eks.amazonaws.com/component': 'coredns' },
  { 'k8s-app': 'aws-node', 'app.kubernetes.io/name': 'aws-node' },
  { 'k8s-app': 'kube-proxy' },
  { 'k8s-app': 'metrics-server', 'app.kubernetes.io/name': 'metrics-server' },
] as const;

/** Whether labels select pods of EKS's own addons. */
export function hasAddonPods(namespace: string, labels: unknown): boolean {
  if (namespace !== 'kube-system') return false;
  const wanted = Object.entries(fields(labels));
  return addonPods.some((pod) => {
    const has: Readonly<Record<string, string>> = pod;
    return wanted.every(([key, value]) => has[key] === value);
  });
}

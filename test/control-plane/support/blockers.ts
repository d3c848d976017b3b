import type { KubeObject } from '../../../output/manifest.ts';

/** What keeps a node from being taken away, each as objects to plant on it. */
export const plantedBlockers = {
  'bare-pod': (node: string) => [pod('bare-pod', 'default', node)],
  'not-safe': (node: string) => [
    deployment('not-safe', 'default', node, {
      annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' },
    }),
  ],
  'strict-budget': (node: string) => [
    deployment('strict-budget', 'default', node),
    budget('strict-budget'),
  ],
  'disk-volume': (node: string) => [
    deployment('disk-volume', 'default', node, { volumes: [{ name: 'cache', emptyDir: {} }] }),
  ],
  'system-pod': (node: string) => [deployment('system-pod', 'kube-system', node)],
} as const;

interface Variations {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly volumes?: readonly unknown[];
}

function pod(name: string, namespace: string, node: string): KubeObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec: spec(name, node) };
}

function deployment(
  name: string,
  namespace: string,
  node: string,
  { annotations, volumes }: Variations = {},
): KubeObject {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels, annotations }, spec: { ...spec(name, node), volumes } },
    },
  };
}

function budget(name: string): KubeObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace: 'default' },
    spec: { minAvailable: 1, selector: { matchLabels: { app: name } } },
  };
}

function spec(name: string, node: string) {
  return {
    nodeSelector: { 'kubernetes.io/hostname': node },
    containers: [{ name, image: 'planted' }],
  };
}

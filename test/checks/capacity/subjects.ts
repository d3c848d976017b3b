import type { Subject } from '../../../checks/check.ts';
import { clusterConfig } from '../../../eksctl/cluster-config.ts';
import type { KubeObject } from '../../../output/manifest.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf, type Overrides } from '../../support/configs.ts';
import { stockOf } from '../../support/stock.ts';

const made = new Map<string, Subject>();

/** A cluster made from its file's keys. */
export function clusterOf(overrides: Overrides = {}): Subject {
  const key = JSON.stringify(overrides);
  const subject = made.get(key) ?? stockOf(synthesize(configOf(overrides)));
  made.set(key, subject);
  return subject;
}

/** A cluster on whose nodes run these objects alone, and what EKS runs. */
export function clusterWith(objects: readonly KubeObject[], overrides: Overrides = {}): Subject {
  const config = configOf(overrides);
  return {
    config,
    clusterConfig: { path: 'eksctl/cluster.yaml', object: clusterConfig(config) },
    prerequisites: [],
    minor: config.kubernetes,
    files: [{ path: 'apps/own.k8s.yaml', objects }],
  };
}

/** A Deployment, or an object of another kind, whose one container asks for this. */
export function workload(
  name: string,
  cpu: string,
  memory: string,
  { kind = 'Deployment', replicas = 1, pod = {}, annotations = {}, namespace = 'apps' } = {},
): KubeObject {
  const containers = [{ name, image: 'busybox:1.37', resources: { requests: { cpu, memory } } }];
  const metadata = { labels: { app: name }, annotations };
  if (kind === 'Pod') {
    return {
      apiVersion: 'v1',
      kind,
      metadata: { name, namespace, ...metadata },
      spec: { containers, ...pod },
    };
  }
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: {
      ...(kind !== 'DaemonSet' && { replicas }),
      selector: { matchLabels: { app: name } },
      template: { metadata, spec: { containers, ...pod } },
    },
  };
}

/** The cluster-autoscaler with these flags. */
export function autoscaler(...args: string[]): KubeObject {
  const object = workload('cluster-autoscaler', '100m', '600Mi', { namespace: 'kube-system' });
  const template = {
    metadata: { labels: { app: 'cluster-autoscaler' } },
    spec: {
      containers: [
        {
          name: 'cluster-autoscaler',
          image: 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.35.2',
          command: ['./cluster-autoscaler'],
          args,
          resources: { requests: { cpu: '100m', memory: '600Mi' } },
        },
      ],
    },
  };
  return { ...object, spec: { ...(object.spec as object), template } };
}

import { describe, expect, test } from '@jest/globals';
import { compareObjects } from '../../../scripts/diff/object-change.ts';
import type { KubeObject } from '../../../output/manifest.ts';

type Fields = Record<string, unknown>;

// Whether the change from one object to the other can be made in place.
function inPlace(kind: string, before: Fields, after: Fields): boolean {
  const object = (fields: Fields) =>
    ({ apiVersion: 'v1', kind, metadata: { name: 'a' }, ...fields }) as KubeObject;
  const [change] = compareObjects(
    [{ file: 'f', object: object(before) }],
    [{ file: 'f', object: object(after) }],
  );
  expect(change?.what).toBe('changed');
  return !change!.changes.some(({ immutable }) => immutable);
}

const metadata = (annotations: Fields) => ({ metadata: { name: 'a', annotations } });
const scheme = 'service.beta.kubernetes.io/aws-load-balancer-scheme';

describe('what an API server takes', () => {
  test.each<[string, string, Fields, Fields]>([
    ['replicas', 'Deployment', { spec: { replicas: 1 } }, { spec: { replicas: 2 } }],
    [
      'a template',
      'StatefulSet',
      { spec: { template: { a: 1 } } },
      { spec: { template: { a: 2 } } },
    ],
    [
      "a Pod's image",
      'Pod',
      { spec: { containers: [{ name: 'c', image: 'a' }] } },
      { spec: { containers: [{ name: 'c', image: 'b' }] } },
    ],
    [
      'a further toleration',
      'Pod',
      { spec: { tolerations: [{ key: 'a' }] } },
      { spec: { tolerations: [{ key: 'a' }, { key: 'b' }] } },
    ],
    ['labels', 'Pod', metadata({ a: '1' }), metadata({ a: '2' })],
    [
      'a larger claim',
      'PersistentVolumeClaim',
      { spec: { resources: { requests: { storage: '900Mi' } } } },
      { spec: { resources: { requests: { storage: '1Gi' } } } },
    ],
    ['a Service type', 'Service', { spec: { type: 'ClusterIP' } }, { spec: { type: 'NodePort' } }],
    [
      'a load balancer class with the type',
      'Service',
      { spec: { type: 'ClusterIP' } },
      { spec: { type: 'LoadBalancer', loadBalancerClass: 'c' } },
    ],
    ['subjects', 'RoleBinding', { subjects: [{ name: 'a' }] }, { subjects: [{ name: 'b' }] }],
    ['an ordinary Secret', 'Secret', { data: { a: 'b' } }, { data: { a: 'c' } }],
    [
      'parameters of an IngressClass',
      'IngressClass',
      { spec: { parameters: { name: 'a' } } },
      { spec: { parameters: { name: 'b' } } },
    ],
    ['expansion', 'StorageClass', { allowVolumeExpansion: false }, { allowVolumeExpansion: true }],
    [
      'a scheme while there is no load balancer',
      'Service',
      metadata({ [scheme]: 'internal' }),
      metadata({ [scheme]: 'internet-facing' }),
    ],
  ])('%s', (_, kind, before, after) => {
    expect(inPlace(kind, before, after)).toBe(true);
  });
});

describe('what an API server refuses to change', () => {
  test.each<[string, string, Fields, Fields]>([
    [
      'a selector',
      'Deployment',
      { spec: { selector: { matchLabels: { a: 'b' } } } },
      { spec: { selector: { matchLabels: { a: 'c' } } } },
    ],
    [
      'a DaemonSet selector',
      'DaemonSet',
      { spec: { selector: { matchLabels: { a: 'b' } } } },
      { spec: { selector: { matchLabels: { a: 'c' } } } },
    ],
    [
      'claim templates',
      'StatefulSet',
      { spec: { volumeClaimTemplates: [{ metadata: { name: 'a' }, spec: { size: 1 } }] } },
      { spec: { volumeClaimTemplates: [{ metadata: { name: 'a' }, spec: { size: 2 } }] } },
    ],
    [
      "a StatefulSet's Service",
      'StatefulSet',
      { spec: { serviceName: 'a' } },
      { spec: { serviceName: 'b' } },
    ],
    [
      'its pod management',
      'StatefulSet',
      { spec: {} },
      { spec: { podManagementPolicy: 'Parallel' } },
    ],
    [
      "a Pod's resources",
      'Pod',
      { spec: { containers: [{ name: 'c', resources: { requests: { cpu: 1 } } }] } },
      { spec: { containers: [{ name: 'c', resources: { requests: { cpu: 2 } } }] } },
    ],
    [
      'a toleration that goes',
      'Pod',
      { spec: { tolerations: [{ key: 'a' }] } },
      { spec: { tolerations: [] } },
    ],
    ["a Job's template", 'Job', { spec: { template: { a: 1 } } }, { spec: { template: { a: 2 } } }],
    [
      'a cluster address',
      'Service',
      { spec: { clusterIP: 'None' } },
      { spec: { clusterIP: '10.0.0.9' } },
    ],
    [
      'a load balancer class alone',
      'Service',
      { spec: { type: 'LoadBalancer' } },
      { spec: { type: 'LoadBalancer', loadBalancerClass: 'c' } },
    ],
    [
      'a scheme',
      'Service',
      { ...metadata({ [scheme]: 'internal' }), spec: { type: 'LoadBalancer' } },
      { ...metadata({ [scheme]: 'internet-facing' }), spec: { type: 'LoadBalancer' } },
    ],
    [
      'a smaller claim',
      'PersistentVolumeClaim',
      { spec: { resources: { requests: { storage: '2Gi' } } } },
      { spec: { resources: { requests: { storage: '1.5Gi' } } } },
    ],
    [
      'the class of a claim',
      'PersistentVolumeClaim',
      { spec: { storageClassName: 'a' } },
      { spec: { storageClassName: 'b' } },
    ],
    [
      'parameters of a StorageClass',
      'StorageClass',
      { parameters: { type: 'gp2' } },
      { parameters: { type: 'gp3' } },
    ],
    ['a provisioner', 'StorageClass', { provisioner: 'a' }, { provisioner: 'b' }],
    ['roleRef', 'ClusterRoleBinding', { roleRef: { name: 'a' } }, { roleRef: { name: 'b' } }],
    [
      'the controller of an IngressClass',
      'IngressClass',
      { spec: { controller: 'a' } },
      { spec: { controller: 'b' } },
    ],
    [
      'an immutable ConfigMap',
      'ConfigMap',
      { immutable: true, data: { a: 'b' } },
      { immutable: true, data: { a: 'c' } },
    ],
    ['the type of a Secret', 'Secret', { type: 'Opaque' }, { type: 'kubernetes.io/tls' }],
    ['a priority', 'PriorityClass', { value: 1 }, { value: 2 }],
  ])('%s', (_, kind, before, after) => {
    expect(inPlace(kind, before, after)).toBe(false);
  });
});

import { describe, expect, test } from '@jest/globals';
import { allows, type Endpoint, parsePolicy, type PodEnd } from '../../checks/network/evaluate.ts';
import { appliedFolders, kustomizationOf } from '../../output/kustomization.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { learner } from '../support/class.ts';
import { configOf } from '../support/configs.ts';
import { fileOf, find, objectsOf } from '../support/objects.ts';
import { stockOf } from '../support/stock.ts';

const overrides = { learners: [learner('ada'), learner('grace', 32100)] };
const { files, clusterConfig } = stockOf(synthesize(configOf(overrides)));
const objects = objectsOf(overrides);
const paths = files.map(({ path }) => path);

describe('the files', () => {
  test('are one that the instructor applies, and four of the learner’s own', () => {
    expect(paths.filter((path) => path.includes('ada'))).toEqual([
      'learners/ada.k8s.yaml',
      'exercises/ada/1-jenkins.k8s.yaml',
      'exercises/ada/3-service-clusterip.k8s.yaml',
      'exercises/ada/4-service-nodeport.k8s.yaml',
      'exercises/ada/5-service-loadbalancer.k8s.yaml',
    ]);
  });

  test('whoever applies everything applies the namespaces, and no exercise', () => {
    expect(appliedFolders(files)).toEqual(['platform', 'apps', 'jenkins', 'learners']);
    const { resources } = kustomizationOf(files);
    expect(resources.filter((path) => /ada|grace/.test(path))).toEqual([
      'learners/ada.k8s.yaml',
      'learners/grace.k8s.yaml',
    ]);
  });

  test('Flux makes the namespaces too', () => {
    const { flux } = synthesize(
      configOf({ ...overrides, flux: { url: 'https://github.com/example/clusters' } }),
    );
    const names = flux.flatMap((file) => file.objects.map(({ metadata }) => metadata.name));
    expect(names).toContain('sock-shop-learners');
  });

  test('the exercises are the owner’s, but for namespace and node port', () => {
    const own = fileOf('jenkins/1-jenkins.k8s.yaml').objects.find(({ kind }) => kind === 'Pod');
    const [pod] = fileOf('exercises/ada/1-jenkins.k8s.yaml', overrides).objects;
    expect(pod).toEqual({ ...own, metadata: { ...own?.metadata, namespace: 'ada-bc-svc' } });
  });

  test('one of no learners is as it was', () => {
    expect(synthesize(configOf({ learners: [] }))).toEqual(synthesize(configOf()));
  });
});

test('the namespace has the labels of the owner’s', () => {
  const [ada, dev] = ['ada-bc-svc', 'dev-bc-svc'].map(
    (name) => find(objects, 'Namespace', name).metadata.labels,
  );
  expect(ada).toEqual(dev);
  expect(ada).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'baseline' });
});

test('admins keep their access entries beside the learners’', () => {
  const admin = 'arn:aws:iam::111122223333:role/platform';
  const access = { from: ['203.0.113.10/32'], admins: [admin] };
  const { clusterConfig: both } = synthesize(configOf({ ...overrides, access }));
  const of = (config: typeof both) =>
    config?.object.accessConfig?.accessEntries?.map(({ principalARN }) => principalARN);
  expect(of(both)).toEqual([admin, ...overrides.learners.map(({ principal }) => principal)]);
  expect(of(clusterConfig)).toHaveLength(2);
});

// By their rules: the VPC CNI promises them to no bare Pod (docs/cohorts.md).
describe('traffic, where the policies are enforced', () => {
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy').map(parsePolicy);
  const pod = (namespace: string, labels: Record<string, string> = {}): PodEnd => ({
    kind: 'pod',
    name: namespace,
    namespace,
    namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
    labels,
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
  });
  const range = (cidr: string): Endpoint => ({ kind: 'range', name: cidr, cidr });
  const ada = pod('ada-bc-svc', { app: 'jenkins' });
  const grace = pod('grace-bc-svc', { app: 'jenkins' });
  const dns = pod('kube-system', { 'k8s-app': 'kube-dns' });
  const node = range('192.168.17.4/32');
  const may = (from: Endpoint, to: Endpoint, port: number, protocol: 'TCP' | 'UDP' = 'TCP') =>
    allows(policies, from, to, port, protocol).allowed;

  test('Jenkins is reached by nodes, load balancers and clients, on 8080 alone', () => {
    expect(may(node, ada, 8080)).toBe(true);
    expect(may(range('203.0.113.10/32'), ada, 8080)).toBe(true);
    expect(may(node, ada, 50_000)).toBe(false);
    expect(may(range('198.51.100.1/32'), ada, 8080)).toBe(false);
  });

  test('it looks up names, and fetches its plugins', () => {
    expect(may(ada, dns, 53, 'UDP')).toBe(true);
    expect(may(ada, dns, 53)).toBe(true);
    expect(may(ada, range('151.101.2.217/32'), 443)).toBe(true);
    expect(may(ada, range('151.101.2.217/32'), 80)).toBe(false);
    expect(may(ada, range('169.254.169.254/32'), 80)).toBe(false);
  });

  test('it reaches nothing of the cluster, by name or by address', () => {
    expect(may(ada, grace, 8080)).toBe(false);
    expect(may(ada, pod('sock-shop', { name: 'front-end' }), 8079)).toBe(false);
    // A pod has an address of the VPC, as nodes and the API server have.
    expect(may(ada, node, 443)).toBe(false);
    expect(may(ada, node, 8080)).toBe(false);
  });

  test('any pod of the namespace is held by it, whatever its labels', () => {
    const other = pod('ada-bc-svc', { app: 'other' });
    expect(may(other, grace, 8080)).toBe(false);
    expect(may(range('198.51.100.1/32'), other, 8080)).toBe(false);
  });
});

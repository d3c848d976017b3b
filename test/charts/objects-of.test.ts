import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { Deployment, k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ClusterAutoscaler } from '../../charts/cluster-autoscaler/cluster-autoscaler.ts';
import { FluxKustomizations } from '../../charts/flux/kustomizations.ts';
import { Alb } from '../../charts/ingress/alb.ts';
import { IngressNginx } from '../../charts/ingress/ingress-nginx.ts';
import { Nginx } from '../../charts/ingress/nginx.ts';
import { Jenkins } from '../../charts/jenkins/jenkins.ts';
import { JenkinsService } from '../../charts/jenkins/jenkins-service.ts';
import { keyOf } from '../../charts/key-of.ts';
import { type ChartClass, objectsOf } from '../../charts/objects-of.ts';
import { SockShop } from '../../charts/sock-shop/sock-shop.ts';
import { SockShopIngress } from '../../charts/sock-shop/sock-shop-ingress.ts';
import { StorageClass } from '../../charts/storage/storage-class.ts';

const registry = 'registry.example.com/mirror';
const loadBalancer = { sourceRanges: ['203.0.113.10/32'], byController: true };
const shop = { storageClass: null, frontEndReplicas: 3, nodePort: 30001, registry };

// As text, for the objects' and the keys' order are those of the files.
const byCdk8s = <P>(chart: ChartClass<P>, props: P) =>
  JSON.stringify(new chart(new App(), 'id', props).toJson());

const traffic = {
  from: ['10.0.0.0/8'],
  apiServer: { ranges: ['10.0.0.0/8'], ports: [443] },
  backends: [{ namespace: 'sock-shop', labels: { name: 'front-end' }, port: 8079 }],
};

const byUs = <P>(chart: ChartClass<P>, props: P) => JSON.stringify(objectsOf(chart, 'id', props));

const both = <P>(chart: ChartClass<P>, props: P) => ({
  ours: byUs(chart, props),
  theirs: byCdk8s(chart, props),
});

test('a chart gives the same objects as by cdk8s itself', () => {
  const pairs = [
    both(SockShop, { ...shop, entrances: { namespace: 'nginx-ingress', ranges: [] } }),
    both(SockShop, { ...shop, storageClass: 'gp3', entrances: { ranges: ['10.0.0.0/8'] } }),
    both(ClusterAutoscaler, {
      cluster: 'c',
      region: 'us-west-2',
      kubernetes: '1.35',
      registry,
      ownServiceAccount: true,
    }),
    both(Nginx, { registry, loadBalancer, traffic, kubernetes: '1.35', withoutHost: true }),
    both(IngressNginx, { registry: null, loadBalancer, traffic, release: '1.11.3' }),
    both(Alb, {}),
    both(StorageClass, {}),
    both(Jenkins, {
      namespace: 'dev-bc-svc',
      traffic: { from: ['10.0.0.0/8'], vpc: '10.0.0.0/8' },
      registry,
      byFlux: true,
    }),
    ...(['ClusterIP', 'NodePort', 'LoadBalancer'] as const).map((type) =>
      both(JenkinsService, { namespace: 'dev-bc-svc', type, nodePort: 32000, loadBalancer }),
    ),
    both(SockShopIngress, { controller: 'alb', host: 'a.example.com', sourceRanges: [] }),
    both(FluxKustomizations, {
      name: 'c',
      url: 'https://example.com/x.git',
      root: './dist/c',
      folders: ['platform', 'apps'],
      interval: '1h',
      sops: true,
    }),
  ];
  for (const { ours, theirs } of pairs) expect(ours).toBe(theirs);
});

interface Made {
  readonly make: (chart: Chart) => unknown;
}

class Any extends Chart {
  constructor(scope: Construct, id: string, { make }: Made) {
    super(scope, id, { namespace: 'default', labels: { chart: 'any' } });
    make(this);
  }
}

const metadata = { name: 'x', labels: { b: '1', a: '2' }, annotations: {}, finalizers: ['f/g'] };
const data = { z: '1', a: '' };

describe('whatever a chart of somebody else does', () => {
  const rest: Record<string, Made['make']> = {
    nothing: () => undefined,
    'empty fields': (chart) =>
      new k8s.KubePod(chart, 'x', { metadata, spec: { containers: [], volumes: undefined } }),
    'generated names': (chart) => new k8s.KubeConfigMap(chart, 'x', { data }),
    'labels added later': (chart) =>
      new k8s.KubeConfigMap(chart, 'x', { data }).metadata.addLabel('c', 'd'),
    'fields added to metadata later': (chart) =>
      new k8s.KubeConfigMap(chart, 'x', { data }).metadata.add('generation', 3),
    patches: (chart) =>
      new k8s.KubeConfigMap(chart, 'x', { data }).addJsonPatch(JsonPatch.remove('/data/z')),
    'lazy values': (chart) =>
      new k8s.KubeConfigMap(chart, 'x', {
        metadata,
        data: Lazy.any({ produce: () => ({ late: 'yes', early: undefined }) }) as never,
      }),
    tokens: (chart) =>
      new ApiObject(chart, 'x', {
        apiVersion: 'v1',
        kind: 'X',
        metadata,
        spec: { resolve: () => [{ b: 1, a: null }] },
      }),
    'data that looks like a token': (chart) =>
      new ApiObject(chart, 'x', {
        apiVersion: 'v1',
        kind: 'X',
        spec: { resolve: true, of: { resolve: 'a', value: 1 }, list: [{ z: 1, a: [] }], none: {} },
      }),
    'a plain object without metadata': (chart) =>
      new ApiObject(chart, 'x', { kind: 'X', apiVersion: 'v1', a: 1, spec: { b: undefined } }),
    'texts and numbers alike': (chart) =>
      new k8s.KubeService(chart, 'x', {
        spec: {
          ports: [
            { port: 1, targetPort: k8s.IntOrString.fromNumber(2) },
            { port: 2, targetPort: k8s.IntOrString.fromString('http') },
          ],
        },
      }),
    dependencies: (chart) => {
      const first = new k8s.KubeConfigMap(chart, 'x', { data });
      first.addDependency(new k8s.KubeConfigMap(chart, 'y', { data }));
    },
    'charts within charts': (chart) => {
      new k8s.KubeConfigMap(new Chart(chart, 'inner'), 'x', { data });
      new k8s.KubeConfigMap(chart, 'y', { data });
    },
    'the larger constructs': (chart) =>
      new Deployment(chart, 'x', { containers: [{ image: 'nginx:1.27', port: 80 }] }),
  };
  test.each(Object.entries(rest))('%s', (_name, make) => {
    expect(byUs(Any, { make })).toBe(byCdk8s(Any, { make }));
  });
});

test('what cdk8s refuses is refused', () => {
  const date = {
    make: (chart: Chart) => new k8s.KubeConfigMap(chart, 'x', { data: new Date() as never }),
  };
  expect(() => objectsOf(Any, 'id', date)).toThrow("can't render non-simple object of type 'Date'");
  const invalid = {
    make: (chart: Chart) => chart.node.addValidation({ validate: () => ['is wrong'] }),
  };
  expect(() => objectsOf(Any, 'id', invalid)).toThrow('is wrong');
});

test('only equal props share their objects', () => {
  const props = { namespace: 'a', type: 'NodePort', nodePort: 1, loadBalancer } as const;
  const first = objectsOf(JenkinsService, 'id', props);
  expect(objectsOf(JenkinsService, 'id', { ...props })).toBe(first);
  const others = [{ nodePort: 2 }, { namespace: 'b' }, { type: 'ClusterIP' } as const];
  for (const other of others) {
    expect(objectsOf(JenkinsService, 'id', { ...props, ...other })).not.toEqual(first);
  }
  expect(objectsOf(JenkinsService, 'other', props)).not.toBe(first);
  const made = { make: (chart: Chart) => new k8s.KubeConfigMap(chart, 'x', { data }) };
  expect(objectsOf(Any, 'id', made)).not.toBe(objectsOf(Any, 'id', made));
});

test('a key tells apart whatever differs, and is none for what is no plain data', () => {
  const values = [
    null,
    undefined,
    0,
    -0,
    NaN,
    1,
    '1',
    '',
    true,
    'true',
    'null',
    [],
    {},
    [[]],
    [{}],
  ];
  const nested = [{ a: undefined }, { a: 1 }, { a: '1' }, { a: 1, b: 2 }, { b: 2, a: 1 }, ['a', 1]];
  const keys = [...values, ...nested, ['a,1'], [1, 2], [12], ['1,2']].map(keyOf);
  expect(new Set(keys).size).toBe(keys.length);
  for (const value of [
    () => 1,
    new Date(),
    new Map(),
    Symbol('x'),
    1n,
    [() => 1],
    { a: new Date() },
  ]) {
    expect(keyOf(value)).toBeUndefined();
  }
});

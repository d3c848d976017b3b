import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart, Helm, Include, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
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
import type { KubeObject } from '../../output/manifest.ts';
import { toYaml } from '../../output/yaml.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { temporaryFolder } from '../support/temporary.ts';

const registry = 'registry.example.com/mirror';
const loadBalancer = { sourceRanges: ['203.0.113.10/32'], byController: true };
const shop = { storageClass: null, frontEndReplicas: 3, nodePort: 30001, registry };

const traffic = {
  from: ['10.0.0.0/8'],
  apiServer: { ranges: ['10.0.0.0/8'], ports: [443] },
  backends: [{ namespace: 'sock-shop', labels: { name: 'front-end' }, port: 8079 }],
};

const ID = 'apps-3-any';

// What a plain App writes of a chart into its one file, in our way of writing YAML.
function byCdk8s<P>(chart: ChartClass<P>, props: P): string {
  const outdir = temporaryFolder();
  const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_APP });
  new chart(app, ID, props);
  app.synth();
  const text = readFileSync(join(outdir, 'app.k8s.yaml'), 'utf8');
  const documents = parseAllDocuments(text, { version: '1.1' });
  return asText(documents.map((document) => document.toJS() as KubeObject));
}

const byUs = <P>(chart: ChartClass<P>, props: P) => asText(objectsOf(chart, ID, props));

const asText = (objects: readonly KubeObject[]) => objects.map(toYaml).join('---\n');

const both = <P>(chart: ChartClass<P>, props: P) => ({
  ours: byUs(chart, props),
  theirs: byCdk8s(chart, props),
});

test('our charts give what a plain App writes of them', () => {
  const pairs = [
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

describe('whatever a chart of somebody else does, it gives what a plain App writes of it', () => {
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
    'dependencies between objects': (chart) => {
      const first = new k8s.KubeConfigMap(chart, 'x', { data });
      first.addDependency(new k8s.KubeConfigMap(chart, 'y', { data }));
    },
    'charts within charts': (chart) => {
      new k8s.KubeConfigMap(chart, 'y', { data });
      new k8s.KubeConfigMap(new Chart(chart, 'inner', { namespace: 'other' }), 'x', { data });
    },
    'dependencies between charts': (chart) => {
      const [one, two, three] = ['one', 'two', 'three'].map((id) => new Chart(chart, id));
      for (const each of [one!, two!, three!]) new k8s.KubeConfigMap(each, 'x', { data });
      one!.addDependency(three!);
      three!.addDependency(two!);
    },
    'charts beside it': (chart) =>
      new k8s.KubeConfigMap(new Chart(App.of(chart), 'beside'), 'x', { data }),
    'a file of manifests': (chart) => {
      const url = join(temporaryFolder(), 'manifests.yaml');
      writeFileSync(url, 'apiVersion: v1\nkind: A\nmode: 0755\n---\napiVersion: v1\nkind: B\n');
      new Include(chart, 'x', { url });
    },
    "Helm's charts": (chart) => {
      // It says what it was called with, as Helm says what it makes.
      const helm = join(temporaryFolder(), 'helm');
      const script = `printf 'apiVersion: v1\\nkind: A\\nmetadata: {name: a}\\nargs: "%s"\\n' "$*"`;
      writeFileSync(helm, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      new Helm(chart, 'x', {
        chart: 'somewhere/redis',
        helmExecutable: helm,
        helmFlags: ['--skip-tests'],
      });
    },
    'the larger constructs': (chart) => {
      const config = new kplus.ConfigMap(chart, 'config', { data });
      const web = new kplus.Deployment(chart, 'web', {
        containers: [{ image: 'nginx:1.27', portNumber: 80 }],
      });
      web.containers[0]!.mount('/etc/web', kplus.Volume.fromConfigMap(chart, 'volume', config));
      web.containers[0]!.env.addVariable('A', kplus.EnvValue.fromConfigMap(config, 'a'));
      web.exposeViaService().exposeViaIngress('/web');
      new kplus.HorizontalPodAutoscaler(chart, 'scaler', { target: web, maxReplicas: 4 });
      web.scheduling.separate(kplus.Pods.all(chart, 'all'));
    },
  };
  test.each(Object.entries(rest))('%s', (_name, make) => {
    expect(byUs(Any, { make })).toBe(byCdk8s(Any, { make }));
  });
});

// What is wrong with a chart, and what it says.
const wrong: Record<string, [Made['make'], string]> = {
  'no plain data': [
    (chart) => new k8s.KubeConfigMap(chart, 'x', { data: new Date() as never }),
    "can't render non-simple object of type 'Date'",
  ],
  'its own validation': [
    (chart) => chart.node.addValidation({ validate: () => ['is wrong'] }),
    'is wrong',
  ],
  'no helm': [
    (chart) => new Helm(chart, 'x', { chart: 'a/b', helmExecutable: '/nowhere/helm' }),
    "unable to execute '/nowhere/helm' to render Helm chart. Is it installed on your system?",
  ],
};

test.each(Object.entries(wrong))(
  'what cdk8s refuses is told by its chart: %s',
  (_, [make, said]) => {
    const made = () => objectsOf(Any, ID, { make });
    expect(made).toThrow(UsageError);
    expect(made).toThrow(/^Any, the chart of apps-3-any: /);
    expect(made).toThrow(said);
  },
);

test('a mistake in a chart keeps its stack', () => {
  const make = () => (undefined as unknown as string[]).length;
  expect(() => objectsOf(Any, ID, { make })).toThrow(TypeError);
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

test('a key tells apart whatever differs, and is none for what is not plain data', () => {
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

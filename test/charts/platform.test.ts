import { describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../output/manifest.ts';
import { defaultKubernetes, kubernetesVersions, minorOf } from '../../tables/kubernetes.ts';
import { find, objectsOf, podsOf } from '../support/objects.ts';

const image = (objects: readonly KubeObject[], name: string) =>
  podsOf([find(objects, 'Deployment', name)])[0]?.containers[0]?.image;
const args = (objects: readonly KubeObject[], name: string) =>
  podsOf([find(objects, 'Deployment', name)])[0]?.containers[0]?.args ?? [];

describe('the cluster-autoscaler', () => {
  const objects = objectsOf({ name: 'blue', region: 'eu-west-1' });

  test.each(kubernetesVersions)('is the one for Kubernetes %s', (kubernetes) => {
    const tag = image(objectsOf({ kubernetes, manifestsOnly: true }), 'cluster-autoscaler');
    expect(tag).toBe(
      `registry.k8s.io/autoscaling/cluster-autoscaler:v${minorOf(kubernetes).autoscaler}`,
    );
  });

  test('finds the node groups of its own cluster, in its own region', () => {
    expect(args(objects, 'cluster-autoscaler')).toContain(
      '--node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/enabled,k8s.io/cluster-autoscaler/blue',
    );
    const [container] =
      podsOf([find(objects, 'Deployment', 'cluster-autoscaler')])[0]?.containers ?? [];
    expect(container?.env).toEqual([{ name: 'AWS_REGION', value: 'eu-west-1' }]);
  });

  test('gives up a node that is used less than 65 % for ten minutes', () => {
    expect(args(objects, 'cluster-autoscaler')).toEqual(
      expect.arrayContaining([
        '--scale-down-utilization-threshold=0.65',
        '--scale-down-unneeded-time=10m',
      ]),
    );
  });

  test('has its ServiceAccount from eksctl, and from the manifest only where eksctl makes none', () => {
    const accounts = (overrides = {}) =>
      objectsOf(overrides).filter(
        ({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === 'cluster-autoscaler',
      );
    expect(accounts()).toEqual([]);
    expect(accounts({ manifestsOnly: true })).toHaveLength(1);
  });

  test('may read volume attachments and resource claims, without which it waits for ever', () => {
    const { rules } = find<{ rules: { resources: string[]; verbs: string[] }[] }>(
      objects,
      'ClusterRole',
      'cluster-autoscaler',
    );
    for (const resource of [
      'volumeattachments',
      'resourceclaims',
      'resourceslices',
      'deviceclasses',
    ]) {
      const rule = rules.find(({ resources }) => resources.includes(resource));
      expect(rule?.verbs).toEqual(['get', 'list', 'watch']);
    }
  });
});

describe('the nginx ingress controller', () => {
  const flags = (overrides = {}) => args(objectsOf(overrides), 'nginx-ingress');

  test('takes an Ingress without a host, and reports its address', () => {
    expect(flags()).toEqual(
      expect.arrayContaining([
        '-allow-empty-ingress-host',
        '-report-ingress-status',
        '-external-service=nginx-ingress',
      ]),
    );
  });

  test('is not asked to take one when a host is given', () => {
    expect(flags({ ingress: { host: 'shop.example.com' } })).not.toContain(
      '-allow-empty-ingress-host',
    );
  });

  test('writes nothing outside its namespace but addresses and events', () => {
    const { rules } = find<{ rules: { resources: string[]; verbs: string[] }[] }>(
      objectsOf(),
      'ClusterRole',
      'nginx-ingress',
    );
    const writes = rules.filter(({ verbs }) =>
      verbs.some((verb) => !['get', 'list', 'watch'].includes(verb)),
    );
    expect(writes.flatMap(({ resources }) => resources)).toEqual(['ingresses/status', 'events']);
  });
});

describe('an ingress controller’s class', () => {
  test.each([
    ['nginx', 'nginx', 'nginx.org/ingress-controller'],
    ['ingress-nginx', 'ingress-nginx', 'k8s.io/ingress-nginx'],
    ['alb', 'alb', 'ingress.k8s.aws/alb'],
  ])('%s is the one that the shop’s Ingress asks for', (controller, name, implementation) => {
    const objects = objectsOf({ ingress: { controller } });
    expect(find(objects, 'IngressClass', name).spec).toEqual({ controller: implementation });
    expect(find(objects, 'Ingress', 'sock-shop-ingress')).toMatchObject({
      metadata: { namespace: 'sock-shop' },
      spec: {
        ingressClassName: name,
        rules: [
          {
            http: {
              paths: [
                { path: '/', backend: { service: { name: 'front-end', port: { number: 80 } } } },
              ],
            },
          },
        ],
      },
    });
  });
});

test.each([null, 'shop.example.com'])(
  'F5’s controller never sends the shop’s visitors to https, for there is no certificate (host: %s)',
  (host) => {
    const objects = objectsOf({ ingress: { controller: 'nginx', host } });
    const { metadata, spec } = find(objects, 'Ingress', 'sock-shop-ingress');
    expect(spec).not.toHaveProperty('tls');
    expect(metadata.annotations).toEqual({ 'nginx.org/ssl-redirect': 'false' });
  },
);

describe('a load balancer', () => {
  const ranges = ['198.51.100.0/24', '203.0.113.10/32'];
  const balancers = (overrides = {}) =>
    objectsOf({
      access: { from: ranges },
      jenkins: { service: 'LoadBalancer' },
      ...overrides,
    }).filter(
      ({ kind, spec }) => kind === 'Service' && (spec as { type?: string }).type === 'LoadBalancer',
    );

  test.each(['nginx', 'ingress-nginx', 'alb'])(
    'lets in access.from alone, with %s',
    (controller) => {
      const services = balancers({ ingress: { controller } });
      expect(services.length).toBe(controller === 'alb' ? 1 : 2);
      for (const { spec } of services)
        expect(spec).toMatchObject({ loadBalancerSourceRanges: ranges });
    },
  );

  test('is internet-facing by the annotations of either controller', () => {
    for (const { metadata } of balancers()) {
      expect(metadata.annotations).toMatchObject({
        'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
        'service.beta.kubernetes.io/aws-load-balancer-internal': 'false',
      });
    }
  });

  test('has a class only where the controller that serves it is', () => {
    for (const { spec } of balancers()) expect(spec).not.toHaveProperty('loadBalancerClass');
    for (const { spec } of balancers({ ingress: { controller: 'alb' } })) {
      expect(spec).toHaveProperty('loadBalancerClass', 'service.k8s.aws/nlb');
    }
  });

  test('that an ALB Ingress makes lets in access.from alone', () => {
    const objects = objectsOf({ access: { from: ranges }, ingress: { controller: 'alb' } });
    expect(find(objects, 'Ingress', 'sock-shop-ingress').metadata.annotations).toMatchObject({
      'alb.ingress.kubernetes.io/inbound-cidrs': ranges.join(','),
      'alb.ingress.kubernetes.io/scheme': 'internet-facing',
    });
  });
});

test('a mirror’s prefix is put before every image, in place of its registry', () => {
  const registry = 'mirror.example.com/team';
  const images = podsOf(objectsOf({ images: { registry } })).flatMap(({ containers }) =>
    containers.map((container) => container.image),
  );
  expect(images).toContain(`${registry}/weaveworksdemos/carts:0.4.8`);
  expect(images).toContain(
    `${registry}/autoscaling/cluster-autoscaler:v${minorOf(defaultKubernetes).autoscaler}`,
  );
  for (const name of images) expect(name.startsWith(`${registry}/`)).toBe(true);
});

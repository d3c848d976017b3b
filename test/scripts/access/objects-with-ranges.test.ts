import { describe, expect, test } from '@jest/globals';
import { objectsWithRanges, outdated } from '../../../scripts/access/objects-with-ranges.ts';
import { identityOf, type KubeObject } from '../../../output/manifest.ts';
import { configOf, type Overrides } from '../../support/configs.ts';

const guarded = (overrides: Overrides = {}) => objectsWithRanges(configOf(overrides));
const names = (overrides: Overrides = {}) => [
  ...new Set(guarded(overrides).map(({ object }) => identityOf(object))),
];

describe('what is made from access.from', () => {
  test.each<[string, Overrides, string[]]>([
    [
      'the default',
      {},
      [
        'NetworkPolicy nginx-ingress/controller',
        'Service nginx-ingress/nginx-ingress',
        'NetworkPolicy dev-bc-svc/jenkins',
        'Service dev-bc-svc/jenkins',
      ],
    ],
    [
      'a node port',
      {
        sockShop: { nodePort: 30001 },
        jenkins: { enabled: false },
        ingress: { controller: 'none' },
      },
      ['NetworkPolicy sock-shop/front-end'],
    ],
    [
      'an ALB',
      { ingress: { controller: 'alb' }, jenkins: { enabled: false } },
      ['Ingress sock-shop/sock-shop-ingress'],
    ],
    ['nothing', { ingress: { controller: 'none' }, jenkins: { enabled: false } }, []],
  ])('%s', (_, overrides, expected) => expect(names(overrides)).toEqual(expected));

  test('what Flux applies is its own; the exercises are not', () => {
    const flux = { url: 'https://example.com/me/shop.git' };
    const byFlux = (more: object) =>
      guarded({ flux: { ...flux, ...more }, jenkins: { service: 'LoadBalancer' } }).map(
        ({ object, byFlux }) => [object.kind, object.metadata.name, byFlux],
      );
    expect(byFlux({})).toEqual([
      ['NetworkPolicy', 'controller', true],
      ['Service', 'nginx-ingress', true],
      ['NetworkPolicy', 'jenkins', false],
      ['Service', 'jenkins', false],
      ['Service', 'jenkins', false],
    ]);
    expect(byFlux({ jenkins: true })).toContainEqual(['NetworkPolicy', 'jenkins', true]);
  });
});

describe('what runs with other ranges', () => {
  const objects = guarded().map(({ object }) => object);
  const live = (spec: object, annotations = {}): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'dev-bc-svc', name: 'jenkins', annotations },
    spec,
  });
  const balanced = (...ranges: string[]) =>
    live({ type: 'LoadBalancer', loadBalancerSourceRanges: ranges });

  test('is applied anew, and nothing else', () => {
    expect(outdated(objects, [balanced('1.2.3.4/32')]).map(identityOf)).toEqual([
      'Service dev-bc-svc/jenkins',
    ]);
    expect(outdated(objects, [balanced('203.0.113.10/32')])).toEqual([]);
    expect(outdated(objects, [live({ type: 'LoadBalancer' })])).toHaveLength(1);
    expect(outdated(objects, [])).toEqual([]);
  });

  test('not in what kubectl remembers of it', () => {
    const annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': '{"ranges":["1.2.3.4/32"]}',
    };
    const spec = { type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.10/32'] };
    expect(outdated(objects, [live(spec, annotations)])).toEqual([]);
  });

  test('another type of Service stays what it is', () => {
    expect(outdated(objects, [live({ type: 'ClusterIP' }), live({})])).toEqual([]);
  });
});

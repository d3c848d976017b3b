import { describe, expect, test } from '@jest/globals';
import { fields } from '../../../checks/values.ts';
import type { KubeObject } from '../../../output/manifest.ts';
import { route } from '../../../scripts/shared/network/ingress.ts';
import { lookUp } from '../../../scripts/shared/network/names.ts';
import { type Network, readNetwork } from '../../../scripts/shared/network/read.ts';
import { judgeCalls } from '../../../scripts/shared/network/shop-calls.ts';
import { apiOf, objectsOf, stoodUp } from './support/stood-up.ts';

const SHOP = 'sock-shop';

describe('the calls of the shop', () => {
  test('all come through in the shop as it is', async () => {
    expect(await refusals(() => {})).toEqual([]);
  });

  test('a policy that is gone, or that lets nobody in, is told as the reason', async () => {
    const refused = await refusals((objects) => {
      const policy = find(objects, 'NetworkPolicy', 'carts');
      Object.assign(fields(policy.spec), { ingress: [] });
    });
    expect(refused).toEqual([
      'front-end carts silent: its ingress is restricted by default-deny, carts, and no rule of them lets this through',
      'orders carts silent: its ingress is restricted by default-deny, carts, and no rule of them lets this through',
    ]);
  });

  test('a Service whose selector is wrong refuses, and says what it selects', async () => {
    const refused = await refusals((objects) => {
      Object.assign(fields(find(objects, 'Service', 'catalogue').spec), {
        selector: { name: 'catalog' },
      });
    });
    expect(refused).toEqual([
      'front-end catalogue refused: Service sock-shop/catalogue selects name=catalog, and no pod in its namespace has that',
    ]);
  });

  test('a Service that is not there has no name, and no policy lets a wrong port through', async () => {
    const refused = await refusals((objects) => {
      objects.splice(objects.indexOf(find(objects, 'Service', 'payment')), 1);
      const [port] = find(objects, 'Service', 'user').spec!.ports;
      Object.assign(port!, { targetPort: 8084 });
    });
    expect(refused).toEqual([
      'front-end user silent: its egress is restricted by default-deny, dns, front-end, and no rule of them lets this through',
      'orders user silent: its egress is restricted by default-deny, dns, orders, and no rule of them lets this through',
      'orders payment unknown: there is no Service payment in the namespace sock-shop',
    ]);
  });

  test('without the right to ask the DNS, no name is found', async () => {
    const refused = await refusals((objects) => {
      objects.splice(objects.indexOf(find(objects, 'NetworkPolicy', 'dns')), 1);
    });
    expect(refused).toHaveLength(15);
    expect(refused[0]).toContain("may not ask the cluster's DNS");
  });

  async function refusals(change: (objects: Changed[]) => void): Promise<string[]> {
    const objects = objectsOf();
    change(objects as Changed[]);
    const network = await readNetwork(apiOf(stoodUp(objects)));
    const judged = judgeCalls(network, podOf(network, SHOP, 'front-end'));
    return judged.flatMap(({ call, way }) =>
      way.reached ? [] : [`${call.from} ${call.to} ${way.how}: ${way.because}`],
    );
  }
});

test('names mean Services, other names for hosts outside, or nothing', async () => {
  const network = await readNetwork(apiOf(stoodUp(objectsOf())));
  const from = podOf(network, 'concepts', 'client');
  const meaning = (host: string) => {
    const found = lookUp(network, from, host);
    if ('service' in found) return found.service.metadata.name;
    return 'outside' in found ? `outside ${found.outside}` : found.because;
  };
  expect(
    [
      'own-address',
      'own-address.concepts.svc.cluster.local',
      'carts.sock-shop',
      'carts',
      'example.com',
    ].map(meaning),
  ).toEqual([
    'outside checkip.amazonaws.com',
    'outside checkip.amazonaws.com',
    'carts',
    'there is no Service carts in the namespace concepts',
    'outside example.com',
  ]);
});

test('a request goes to the rule with the more exact host and the longer path', () => {
  const rule = (host: string | undefined, path: string, name: string, pathType = 'Prefix') => ({
    metadata: { name },
    spec: {
      rules: [
        {
          ...(host && { host }),
          http: {
            paths: [{ path, pathType, backend: { service: { name, port: { number: 80 } } } }],
          },
        },
      ],
    },
  });
  const all = [
    rule(undefined, '/', 'any'),
    rule('shop.example.com', '/', 'host'),
    rule('*.example.com', '/', 'wildcard'),
    rule('shop.example.com', '/cart', 'cart'),
    rule('exact.example.com', '/only', 'exact', 'Exact'),
  ];
  const to = (host: string, path: string) => route(all, host, path)?.ingress.metadata.name;
  expect(to('127.0.0.1', '/')).toBe('any');
  expect(to('shop.example.com', '/')).toBe('host');
  expect(to('shop.example.com', '/cart/1')).toBe('cart');
  expect(to('shop.example.com', '/cartoon')).toBe('host');
  expect(to('other.example.com', '/')).toBe('wildcard');
  expect(to('exact.example.com', '/only')).toBe('exact');
  expect(route([rule('a.example.com', '/', 'a')], 'b.example.com', '/')).toBeUndefined();
});

type Changed = KubeObject & { spec?: { ports: object[] } };

function find(objects: Changed[], kind: string, name: string): Changed {
  const found = objects.find(
    ({ kind: own, metadata }) =>
      own === kind && metadata.name === name && metadata.namespace === SHOP,
  );
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
}

function podOf({ pods }: Network, namespace: string, name: string) {
  return pods.find(
    ({ metadata }) => metadata.namespace === namespace && metadata.name.startsWith(`${name}-`),
  )!;
}

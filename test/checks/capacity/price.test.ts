import { describe, expect, test } from '@jest/globals';
import { learnersOn } from '../../../checks/capacity/learners.ts';
import { nodeGroupOf } from '../../../checks/capacity/node-group.ts';
import { priceOf } from '../../../checks/capacity/price.ts';
import { capacityReport } from '../../../checks/capacity/report.ts';
import { totalDemand } from '../../../checks/capacity/total-demand.ts';
import { instancePrice, pricedTypes } from '../../../tables/prices.ts';
import { instanceTypes } from '../../../tables/instance-types.ts';
import { regionNames } from '../../../tables/regions.ts';
import type { Overrides } from '../../support/configs.ts';
import { clusterOf, clusterWith, workload } from './subjects.ts';
import { extendedKubernetes } from '../../support/kubernetes.ts';

const price = (overrides: Overrides = {}, nodes = 3) => {
  const subject = clusterOf(overrides);
  return priceOf(subject, nodeGroupOf(subject)!.instanceType, nodes);
};
const items = (overrides?: Overrides) =>
  Object.fromEntries(price(overrides).lines.map(({ item, count, hour }) => [item, [count, hour]]));

describe('priceOf', () => {
  test('the default cluster in us-west-2, by hand', () => {
    const { hour, unknown } = price();
    const disks = (3 * 40 * 0.08) / 730;
    expect(hour).toBeCloseTo(0.1 + 3 * 0.0832 + disks + 0.0225 + 6 * 0.005, 10);
    expect(unknown).toEqual([]);
  });

  test('extended support costs six times as much', () => {
    expect(items()['control plane, standard support']).toEqual([1, 0.1]);
    expect(
      items({ kubernetes: extendedKubernetes, support: 'extended' })[
        'control plane, extended support'
      ],
    ).toEqual([1, 0.6]);
  });

  test('a private network has a NAT gateway and its address, and no addresses of nodes', () => {
    expect(items()['NAT gateway']).toBeUndefined();
    const { 'NAT gateway': nat, 'public IPv4 address': addresses } = items({ network: 'private' });
    expect(nat).toEqual([1, 0.045]);
    expect(addresses).toEqual([4, 0.02]);
  });

  test('volumes are counted where data stays', () => {
    const line = price({ sockShop: { storage: 'persistent' } }).lines.find(({ item }) =>
      item.startsWith('volumes'),
    );
    expect(line?.hour).toBeGreaterThan(0);
  });

  test('an Ingress of alb is one application load balancer, and no network one', () => {
    const lines = items({ ingress: { controller: 'alb' } });
    expect(lines['application load balancer']).toEqual([1, 0.0225]);
    expect(lines['network load balancer']).toBeUndefined();
    expect(items({ jenkins: { service: 'LoadBalancer' } })['network load balancer']).toEqual([
      2, 0.045,
    ]);
  });

  test('what is unknown is in no total, and said', () => {
    const ireland = price({ region: 'eu-west-1' });
    expect(ireland.unknown).toEqual(['node disks, gp3, 40 GiB each', 'network load balancer']);
    expect(ireland.hour).toBeCloseTo(0.1 + 3 * 0.0912 + 6 * 0.005, 10);
    expect(price({ nodes: { spot: true } }).unknown).toEqual([expect.stringContaining('spot')]);
    expect(price({ region: 'cn-north-1' }).hour).toBe(0);
  });
});

describe('capacityReport', () => {
  test('has a price at the minimum, the desired count and the maximum, each count once', () => {
    const called = (nodes: object) =>
      capacityReport(clusterOf({ nodes }))!.prices.map((one) => [one.nodes, one.called]);
    expect(called({})).toEqual([
      [2, ['min']],
      [3, ['desired']],
      [4, ['max']],
    ]);
    expect(called({ min: 3, desired: 3, max: 3 })).toEqual([[3, ['min', 'desired', 'max']]]);
  });

  test('knows nothing of a cluster without a node group', () => {
    const { files, minor, prerequisites } = clusterOf();
    expect(capacityReport({ files, minor, prerequisites })).toBeUndefined();
  });
});

describe('the price table', () => {
  test('names only types that there are, each once', () => {
    expect(new Set(pricedTypes).size).toBe(pricedTypes.length);
    for (const name of pricedTypes) expect(instanceTypes().has(name)).toBe(true);
  });

  test.each([
    ['us-west-2', 't3.large', 0.0832],
    ['us-east-1', 'm7i-flex.large', 0.09576],
    ['us-west-2', 'm5.large', 0.096],
    ['eu-central-1', 't3.large', 0.096],
    ['eu-central-1', 'm5.large', undefined],
    ['us-west-2', 'u-24tb1.metal', undefined],
  ])('in %s, %s costs %p', (region, type, hour) => {
    expect(instancePrice(region, type)).toBe(hour);
  });

  test('knows the default type in most regions, nowhere for less than in the cheapest', () => {
    const known = regionNames.flatMap((region) => instancePrice(region, 't3.large') ?? []);
    expect(known.length).toBeGreaterThan(20);
    expect(Math.min(...known)).toBe(0.0832);
    expect(Math.max(...known)).toBeLessThan(0.15);
  });
});

describe('learnersOn', () => {
  test('counts the bare Pods that fit beside the rest', () => {
    const subject = clusterOf();
    const group = nodeGroupOf(subject)!;
    const counts = [2, 3, 4].map((count) => learnersOn(totalDemand(subject), group, count)!);
    expect(counts).toEqual([3, 6, 9]);
  });

  test('knows nothing where there is no such Pod, and zero where there is no room', () => {
    const none = clusterWith([workload('web', '1m', '1Mi')]);
    expect(learnersOn(totalDemand(none), nodeGroupOf(none)!, 2)).toBeUndefined();
    const full = clusterWith([workload('jenkins', '3', '1Mi', { kind: 'Pod' })]);
    expect(learnersOn(totalDemand(full), nodeGroupOf(full)!, 2)).toBe(0);
  });
});

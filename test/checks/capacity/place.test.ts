import { describe, expect, test } from '@jest/globals';
import { allocatableOf } from '../../../checks/capacity/allocatable.ts';
import { demandOf } from '../../../checks/capacity/demand.ts';
import { place } from '../../../checks/capacity/place.ts';
import { shuffle } from '../../../checks/capacity/shuffle.ts';
import { totalDemand } from '../../../checks/capacity/total-demand.ts';
import { clusterOf, clusterWith, workload } from './subjects.ts';

const large = { each: allocatableOf('t3.large')!, labels: { 'kubernetes.io/arch': 'amd64' } };

describe('place', () => {
  test('the default cluster fits on two t3.large, and on no single one', () => {
    const demand = totalDemand(clusterOf());
    expect(place(demand, large, 2).unplaced).toEqual([]);
    expect(place(demand, large, 1).unplaced.length).toBeGreaterThan(0);
  });

  test('no node holds more than it has', () => {
    const { nodes } = place(totalDemand(clusterOf()), large, 2);
    for (const { used, pods } of nodes) {
      expect(used.pods).toBe(pods.length);
      expect(used.cpu).toBe(pods.reduce((total, { cpu }) => total + cpu, 0));
      expect(used.cpu).toBeLessThanOrEqual(large.each.cpu);
      expect(used.memory).toBeLessThanOrEqual(large.each.memory);
    }
  });

  test('the order of the pods makes no difference', () => {
    const demand = totalDemand(clusterOf());
    const mixed = { ...demand, pods: shuffle(demand.pods, 7) };
    expect(place(mixed, large, 2)).toEqual(place(demand, large, 2));
  });

  test.each([
    ['cpu', workload('big', '2', '1Mi')],
    ['memory', workload('big', '1m', '8Gi')],
    ['volumes', workload('big', '1m', '1Mi', { pod: { volumes: volumes(25) } })],
    [
      'labels',
      workload('big', '1m', '1Mi', { pod: { nodeSelector: { 'kubernetes.io/arch': 'arm64' } } }),
    ],
  ])('says that %s is what is missing', (lack, object) => {
    const { unplaced } = place(demandOf(clusterWith([object])), large, 3);
    expect(unplaced.map(({ pod, lacks }) => [pod.name, lacks])).toEqual([['apps/big', [lack]]]);
  });

  test('counts pods against the addresses of a node', () => {
    const demand = demandOf(clusterWith([workload('web', '1m', '1Mi', { replicas: 36 })]));
    expect(place(demand, large, 1).unplaced.map(({ lacks }) => lacks)).toEqual([['pods']]);
    expect(place(demand, large, 2).unplaced).toEqual([]);
  });

  test('places nothing where the DaemonSets alone are too much', () => {
    const objects = [
      workload('agent', '2', '1Mi', { kind: 'DaemonSet' }),
      workload('web', '1m', '1Mi'),
    ];
    const { daemonsLack, unplaced } = place(demandOf(clusterWith(objects)), large, 3);
    expect(daemonsLack).toEqual(['cpu']);
    expect(unplaced).toHaveLength(1);
  });
});

function volumes(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    name: `v${index}`,
    persistentVolumeClaim: { claimName: `v${index}` },
  }));
}

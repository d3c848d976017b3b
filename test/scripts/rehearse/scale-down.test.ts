import { describe, expect, test } from '@jest/globals';
import { scaleDowns } from '../../../scripts/rehearse/scale-down.ts';
import { each, node, pod } from './samples.ts';
import { defaultKubernetes } from '../../../tables/kubernetes.ts';

const autoscaler = {
  object: 'Deployment kube-system/cluster-autoscaler',
  threshold: 0.65,
  unneededTime: '10m',
  skipsSystemPods: true,
  skipsLocalStorage: true,
  skipsDaemonSets: false,
  scalesDown: true,
};
const rules = { autoscaler, budgets: [], minor: defaultKubernetes, min: 1, each } as const;
const other = node('other', []);

/** What keeps a node that holds these pods, beside an empty one. */
const blockers = (pods: Parameters<typeof node>[1], more: object = {}) =>
  scaleDowns([node('it', pods), other], { ...rules, ...more })[0]?.blockers;

describe('what blocks a scale-down', () => {
  test('nothing, on a node of evictable pods', () => {
    expect(blockers([pod('a'), pod('daemon', 50, { owner: 'DaemonSet' })])).toEqual([]);
  });

  test('every blocking pod is named', () => {
    const bare = pod('bare', 10, { owner: 'none' });
    const pinned = pod('pinned', 10, {
      annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' },
    });
    const local = pod('local', 10, { spec: { volumes: [{ name: 'data', emptyDir: {} }] } });
    expect(blockers([bare, pinned, local])).toEqual([
      expect.stringContaining('shop/bare is a bare Pod'),
      expect.stringContaining('shop/pinned says safe-to-evict'),
      expect.stringContaining('in the volume data'),
    ]);
  });

  test('a budget that allows nothing', () => {
    const budgets = [{ name: 'shop/a', covers: () => true, allowed: 0 }];
    expect(blockers([pod('a')], { budgets })).toEqual(['shop/a allows no disruption of shop/a']);
  });

  test('its use, with DaemonSets unless the autoscaler leaves them out', () => {
    const pods = [pod('a', 1000), pod('daemon', 400, { owner: 'DaemonSet' })];
    expect(blockers(pods)).toEqual(['is used to 73%, not below 65%']);
    const without = { ...autoscaler, skipsDaemonSets: true };
    expect(blockers(pods, { autoscaler: without })).toEqual(['is used to 65%, not below 65%']);
  });

  test('the minimum, and other nodes that are full', () => {
    expect(blockers([pod('a')], { min: 2 })).toEqual([
      'there are only as many nodes as the minimum',
    ]);
    const full = [node('it', [pod('a')]), node('full', [pod('b', 1900)])];
    expect(scaleDowns(full, rules)[0]?.blockers).toEqual(['its pods fit on no other node']);
  });

  test('having no autoscaler', () => {
    expect(blockers([pod('a')], { autoscaler: undefined })).toEqual(['there is no autoscaler']);
  });
});

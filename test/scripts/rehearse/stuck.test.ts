import { describe, expect, test } from '@jest/globals';
import { type LiveEvent, isUp } from '../../../scripts/shared/live-objects.ts';
import { isComplete, pendingPods, refusedPods } from '../../../scripts/rehearse/stuck.ts';
import { liveDeployment, livePod } from './samples.ts';

const unschedulable = livePod('b-5d-x', {
  metadata: {
    name: 'b-5d-x',
    namespace: 'shop',
    ownerReferences: [{ kind: 'ReplicaSet', name: 'b-5d', controller: true }],
  },
  spec: {},
  status: {
    phase: 'Pending',
    conditions: [{ type: 'PodScheduled', status: 'False', message: '2 Insufficient cpu' }],
  },
});

test('a pod is up when it runs and is ready, or is done', () => {
  expect(isUp(livePod('a'))).toBe(true);
  expect(isUp(livePod('a', { status: { phase: 'Succeeded' } }))).toBe(true);
  expect(isUp(livePod('a', { status: { phase: 'Running', conditions: [] } }))).toBe(false);
  expect(isUp(livePod('a', { metadata: { name: 'a', deletionTimestamp: 'now' } }))).toBe(false);
});

test('a workload is complete once its controller saw it and all of its pods are ready', () => {
  const whole = liveDeployment('a', 2, 2);
  expect(isComplete(whole)).toBe(true);
  expect(isComplete(liveDeployment('a', 1, 2))).toBe(false);
  expect(isComplete({ ...whole, metadata: { ...whole.metadata, generation: 2 } })).toBe(false);
});

describe('what is stuck', () => {
  test('a pod that fits nowhere has the scheduler’s reason', () => {
    expect(pendingPods({ pods: [livePod('a'), unschedulable], workloads: [] })).toEqual([
      { object: 'shop/b-5d-x', reason: '2 Insufficient cpu' },
    ]);
  });

  test('a pod that never got ready names its node', () => {
    const starting = livePod('a', { status: { phase: 'Pending' } });
    expect(pendingPods({ pods: [starting], workloads: [] })).toEqual([
      { object: 'shop/a', reason: 'is Pending, but not ready, on node-a' },
    ]);
  });

  test('a workload whose pods are refused has the controller’s reason', () => {
    const refusal: LiveEvent = {
      metadata: { name: 'event' },
      type: 'Warning',
      message: 'violates PodSecurity "baseline"',
      involvedObject: { kind: 'ReplicaSet', name: 'a-7c', namespace: 'shop' },
    };
    const live = { pods: [], workloads: [liveDeployment('a', 0, 1), liveDeployment('c', 1, 1)] };
    expect(refusedPods(live, [refusal])).toEqual([
      { object: 'Deployment shop/a', reason: 'violates PodSecurity "baseline"' },
    ]);
  });

  test('a workload whose pod waits isn’t told twice', () => {
    const live = { pods: [unschedulable], workloads: [liveDeployment('b', 0, 1)] };
    expect(refusedPods(live, [])).toEqual([]);
  });
});

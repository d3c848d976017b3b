import { describe, expect, test } from '@jest/globals';
import { atRest } from '../../../checks/capacity/at-rest.ts';
import { autoscalerOf } from '../../../checks/capacity/autoscaler.ts';
import { blockerOf } from '../../../checks/capacity/blockers.ts';
import { demandOf } from '../../../checks/capacity/demand.ts';
import { nodeGroupOf } from '../../../checks/capacity/node-group.ts';
import type { Subject } from '../../../checks/check.ts';
import type { KubeObject } from '../../../output/manifest.ts';
import { autoscaler, clusterOf, clusterWith, workload } from './subjects.ts';
import { defaultKubernetes } from '../../../tables/kubernetes.ts';

const rest = (subject: Subject) => atRest(subject, nodeGroupOf(subject)!);

/** The same cluster with words of its manifests changed. */
function reworded(subject: Subject, from: string, to: string): Subject {
  return JSON.parse(JSON.stringify(subject).replaceAll(from, to)) as Subject;
}

describe('atRest', () => {
  test('the default cluster goes from three nodes to two, whatever the order of the pods', () => {
    const { settlesAt, settles, why, autoscaler: found, counts } = rest(clusterOf());
    expect(found).toMatchObject({ threshold: 0.65, skipsLocalStorage: false });
    expect(settlesAt).toBe(2);
    expect(settles).toEqual(new Map([[2, 20]]));
    expect(why).toBe('2 nodes are the minimum');
    expect(counts.map(({ count, fits }) => [count, fits])).toEqual([
      [2, 20],
      [3, 20],
      [4, 20],
    ]);
    expect(counts.map(({ shrinks }) => shrinks)).toEqual([0, 20, 20]);
  });

  test('utilisation counts what runs on every node, so the default threshold often keeps the third', () => {
    const subject = clusterOf({ sockShop: { storage: 'persistent' } });
    const { counts } = rest(
      reworded(subject, 'utilization-threshold=0.65', 'utilization-threshold=0.5'),
    );
    const { shrinks } = counts[1]!;
    expect(shrinks).toBeGreaterThan(0);
    expect(shrinks).toBeLessThan(15);
  });

  test('says per node why it stays', () => {
    const { nodes } = rest(clusterOf()).counts[1]!;
    expect(nodes.map(({ kept }) => kept).sort()).toEqual([
      'dev-bc-svc/jenkins is a bare Pod, which would not come back',
      'runs the autoscaler itself',
      undefined,
    ]);
    const [two] = rest(clusterOf()).counts;
    expect(two!.nodes.map(({ pods }) => pods).reduce((a, b) => a + b)).toBe(25);
  });

  test('without an autoscaler nothing changes', () => {
    const { settlesAt, why } = rest(clusterWith([workload('web', '100m', '64Mi')]));
    expect(settlesAt).toBe(3);
    expect(why).toContain('no autoscaler');
  });

  test('grows until everything has a place, or the maximum is reached', () => {
    const heavy = (replicas: number) =>
      rest(clusterWith([autoscaler(), workload('heavy', '1500m', '64Mi', { replicas })]));
    expect(heavy(4).settlesAt).toBe(4);
    expect(heavy(5)).toMatchObject({
      settlesAt: 4,
      why: '1 pod waits for a place, and 4 nodes are the maximum',
    });
  });

  test('one node is told as one', () => {
    const nodes = { min: 1, desired: 1, max: 1 };
    const why = (replicas: number) =>
      rest(clusterWith([autoscaler(), workload('web', '1500m', '64Mi', { replicas })], { nodes }))
        .why;
    expect(why(0)).toBe('1 node is the minimum');
    expect(why(2)).toMatch(/ for a place, and 1 node is the maximum$/);
  });
});

describe('what keeps a node', () => {
  const flags = ['--skip-nodes-with-system-pods=false', '--skip-nodes-with-local-storage=false'];
  const bound = { ...workload('x', '10m', '16Mi', { replicas: 4 }) };
  const keeps = (objects: KubeObject[], args: string[] = flags, kubernetes = defaultKubernetes) => {
    const { counts } = rest(clusterWith([autoscaler(...args), ...objects], { kubernetes }));
    const reasons = counts[1]!.nodes.flatMap(({ kept }) => kept ?? []);
    return reasons.filter((reason) => !reason.includes('autoscaler itself'));
  };

  test('nothing, of plain pods', () => {
    expect(keeps([bound])).toEqual([]);
  });

  test.each([
    ['a bare Pod', [workload('x', '10m', '16Mi', { kind: 'Pod' })], /bare Pod/],
    [
      'safe-to-evict: "false"',
      [
        workload('x', '10m', '16Mi', {
          annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' },
        }),
      ],
      /safe-to-evict/,
    ],
    [
      'a budget that allows nothing',
      [workload('x', '10m', '16Mi'), budget({ minAvailable: 1 })],
      /apps\/x allows no disruption/,
    ],
    [
      'a budget in percent that allows nothing',
      [workload('x', '10m', '16Mi'), budget({ minAvailable: '50%' })],
      /allows no disruption/,
    ],
  ])('%s', (_, objects, reason) => {
    expect(keeps(objects)).toEqual([expect.stringMatching(reason)]);
  });

  test('a budget that leaves room does not', () => {
    expect(keeps([workload('x', '10m', '16Mi'), budget({ maxUnavailable: 1 })])).toEqual([]);
    expect(
      keeps([workload('x', '10m', '16Mi', { replicas: 2 }), budget({ minAvailable: '50%' })]),
    ).toEqual([]);
  });

  test('an annotation lets even a bare Pod go', () => {
    const annotations = { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true' };
    expect(keeps([workload('x', '10m', '16Mi', { kind: 'Pod', annotations })])).toEqual([]);
  });

  test('a disk emptyDir does by default, one in memory never', () => {
    const pod = (emptyDir: object) =>
      workload('x', '10m', '16Mi', { pod: { volumes: [{ name: 'tmp', emptyDir }] } });
    const blocker = (emptyDir: object, flag = '--v=4') => {
      const subject = clusterWith([pod(emptyDir), autoscaler(flag)]);
      return blockerOf(demandOf(subject).pods[0]!, autoscalerOf(subject)!, [], defaultKubernetes);
    };
    expect(blocker({})).toBe('apps/x keeps data on its node, in the volume tmp');
    expect(blocker({ medium: 'Memory' })).toBeUndefined();
    expect(blocker({}, '--skip-nodes-with-local-storage=false')).toBeUndefined();
  });

  test('a kube-system pod without a budget does for good up to 1.32 only', () => {
    const objects = [workload('x', '10m', '16Mi', { namespace: 'kube-system' })];
    const old = keeps(objects, ['--skip-nodes-with-local-storage=false'], '1.32');
    expect(old).toEqual([expect.stringContaining('kube-system/x')]);
    expect(keeps(objects, ['--skip-nodes-with-local-storage=false'], '1.33')).toEqual([]);
  });

  test('utilisation at the threshold', () => {
    const busy = [workload('x', '900m', '16Mi', { replicas: 3 })];
    expect(keeps(busy, flags)[0]).toMatch(/is used to \d+%, not below 50%/);
    expect(keeps(busy, [...flags, '--scale-down-utilization-threshold=0.65'])).toEqual([
      expect.stringContaining('fit on no other node'),
      expect.stringContaining('fit on no other node'),
    ]);
  });
});

function budget(spec: object): KubeObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'x', namespace: 'apps' },
    spec: { selector: { matchLabels: { app: 'x' } }, ...spec },
  };
}

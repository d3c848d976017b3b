import { describe, expect, test } from '@jest/globals';
import { learnerPods } from '../../../checks/capacity/learner-pods.ts';
import { capacityReport } from '../../../checks/capacity/report.ts';
import type { Subject } from '../../../checks/check.ts';
import { classOf } from '../../support/class.ts';
import { clusterOf } from './subjects.ts';

const GIBIBYTE = 2 ** 30;
const nodes = { instanceType: 't3.xlarge', min: 2, desired: 2, max: 6 };
const shared = clusterOf({ learners: classOf(10), nodes });

/** The cluster with another quota in the learners' namespaces. */
function withQuota(hard: object): Subject {
  return {
    ...shared,
    files: shared.files.map((file) => ({
      ...file,
      objects: file.objects.map((object) =>
        object.kind === 'ResourceQuota' && object.metadata.name === 'exercises'
          ? { ...object, spec: { hard } }
          : object,
      ),
    })),
  };
}

const sizes = (subject: Subject) =>
  learnerPods(subject).map(({ cpu, memory }) => [cpu, memory / GIBIBYTE]);

describe('what a learner brings', () => {
  test('is the exercises’ Jenkins, which takes up the quota', () => {
    expect(sizes(shared)).toEqual([[500, 1]]);
  });

  test('is all that the quota lets them have', () => {
    expect(sizes(withQuota({ pods: '3', 'requests.cpu': '2', 'requests.memory': '3Gi' }))).toEqual([
      [2000, 3],
      [0, 0],
      [0, 0],
    ]);
  });

  test('is Jenkins alone where no quota says more', () => {
    expect(sizes(withQuota({}))).toEqual([[500, 1]]);
    expect(sizes(clusterOf())).toEqual([]);
  });
});

describe('the report', () => {
  const report = capacityReport(shared);

  test('says what the learners need together', () => {
    expect(report?.cohort).toEqual({
      learners: 10,
      each: [{ cpu: 500, memory: GIBIBYTE }],
      nodes: 2,
      balanced: 10,
    });
  });

  test('shares the price among as many as there are, where more would fit', () => {
    expect(report?.prices.map(({ nodes: count, learners }) => [count, learners])).toEqual([
      [2, 10],
      [6, 10],
    ]);
    const few = capacityReport(
      clusterOf({ learners: classOf(40), nodes: { ...nodes, max: 7 } }),
    )?.prices.map(({ learners }) => learners);
    expect(few?.[0]).toBeLessThan(20);
    expect(few?.[1]).toBe(40);
  });

  test('of a cluster without learners has none', () => {
    expect(capacityReport(clusterOf())).not.toHaveProperty('cohort');
  });
});

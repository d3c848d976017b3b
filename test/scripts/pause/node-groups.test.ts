import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Aws } from '../../../aws/clients.ts';
import { resize } from '../../../scripts/pause/node-groups.ts';

const NONE = { min: 0, desired: 0, max: 1 };

let asked: unknown[];

beforeEach(() => {
  asked = [];
  jest.spyOn(console, 'log').mockImplementation(() => {});
});

afterEach(() => {
  jest.restoreAllMocks();
});

const awsWith = (status: string, instances: number) =>
  ({
    eks: () =>
      Promise.resolve({
        describeNodegroup: () =>
          Promise.resolve({
            nodegroup: { status, resources: { autoScalingGroups: [{ name: 'eks-workers' }] } },
          }),
        updateNodegroupConfig: (input: unknown) => {
          asked.push(input);
          return Promise.resolve({});
        },
      }),
    autoscaling: () =>
      Promise.resolve({
        describeAutoScalingGroups: () =>
          Promise.resolve({
            AutoScalingGroups: [{ Instances: Array.from({ length: instances }, () => ({})) }],
          }),
      }),
  }) as unknown as Aws;

test('a group that could not get all of its nodes, and stays DEGRADED, loses those that it has', async () => {
  await resize(awsWith('DEGRADED', 0), 'shop', 'workers', NONE);
  expect(asked).toEqual([
    {
      clusterName: 'shop',
      nodegroupName: 'workers',
      scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 1 },
    },
  ]);
});

test.each(['CREATE_FAILED', 'DELETING'])('a group that is %s is left alone', async (status) => {
  const resizing = resize(awsWith(status, 3), 'shop', 'workers', NONE);
  await expect(resizing).rejects.toThrow(`the node group workers is ${status}`);
  expect(asked).toEqual([]);
});

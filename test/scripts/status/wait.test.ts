import { expect, test } from '@jest/globals';
import type { Addon, ClusterStatus, NodeGroup } from '../../../aws/addons/status.ts';
import { patience } from '../../../scripts/status/wait.ts';

const MINUTE = 60_000;

const group: NodeGroup = {
  name: 'workers',
  status: 'ACTIVE',
  kubernetes: '1.36',
  release: '1.36.1-20261101',
  instanceTypes: ['t3.large'],
  min: 2,
  desired: 3,
  max: 4,
  running: 3,
  issues: [],
};
const coredns = (code: string): Addon => ({
  name: 'coredns',
  version: 'v1.12.4-eksbuild.2',
  status: 'DEGRADED',
  issues: [{ code, message: '', resources: [] }],
});
const cluster = (
  nodeGroups: NodeGroup[],
  missing: string[] = [],
  code = 'InsufficientNumberOfReplicas',
): ClusterStatus => ({
  cluster: 'sock-shop',
  region: 'us-west-2',
  controlPlane: {
    name: 'sock-shop',
    status: 'ACTIVE',
    kubernetes: '1.36',
    platform: 'eks.5',
    support: 'standard',
    from: [],
    issues: [],
  },
  nodeGroups,
  addons: [coredns(code)],
  missing,
  unfinished: [],

  unknown: [],
});

test.each<[string, ClusterStatus]>([
  ['is not there yet', cluster([], ['node group workers'])],
  ['is being made', cluster([{ ...group, status: 'CREATING', running: 0 }])],
  ['gets its nodes back', cluster([{ ...group, status: 'UPDATING', running: 1 }])],
  ['has fewer nodes than are desired', cluster([{ ...group, running: 1 }])],
])('an addon without nodes is waited for while the node group %s', (_, status) => {
  expect(patience()(status, 0)).toBe(true);
});

test.each<[string, ClusterStatus]>([
  ['nobody makes nodes', cluster([{ ...group, min: 0, desired: 0, running: 0 }])],
  [
    'it is DEGRADED for another reason',
    cluster([{ ...group, running: 0 }], [], 'ConfigurationConflict'),
  ],
])('no addon is waited for when %s', (_, status) => {
  expect(patience()(status, 0)).toBe(false);
});

test.each<[string, ClusterStatus]>([
  ['have come', cluster([{ ...group, running: 0 }])],
  ['were there at the first look', cluster([group])],
])('an addon is given some minutes once its nodes %s', (_, first) => {
  const goesOn = patience();
  expect(goesOn(first, 0)).toBe(true);
  expect(goesOn(cluster([group]), 4 * MINUTE)).toBe(true);
  expect(goesOn(cluster([group]), 6 * MINUTE)).toBe(false);
});

test('a node group that could not be made is not waited for', () => {
  expect(patience()(cluster([{ ...group, status: 'CREATE_FAILED', running: 0 }]), 0)).toBe(false);
});

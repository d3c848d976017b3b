import { expect, test } from '@jest/globals';
import type { PodDemand } from '../../../checks/capacity/demand.ts';
import { nodesToAdd } from '../../../scripts/practice/cluster/nodes-to-add.ts';

const each = { cpu: 2000, memory: 8 * 2 ** 30, pods: 30, volumes: 20 };
const pod = (cpu: number): PodDemand => ({
  name: 'a/b',
  namespace: 'a',
  owner: 'Deployment',
  object: 'Deployment a/b',
  labels: {},
  annotations: {},
  volumes: 0,
  spec: {},
  cpu,
  memory: 0,
});
const node = (cpu: number) => ({ pods: [], used: { cpu, memory: 0, pods: 1, volumes: 0 } });

test.each([
  ['none where nothing waits', [], [node(2000)], 2, 0],
  ['none for what fits on a node that is there', [pod(500)], [node(1000)], 2, 0],
  ['one for what one holds', [pod(1000), pod(1000)], [node(2000)], 2, 1],
  ['two for what needs two', [pod(1500), pod(1500)], [node(2000)], 2, 2],
  ['no more than it may', [pod(1500), pod(1500), pod(1500)], [node(2000)], 2, 2],
  ['none at its maximum', [pod(1500)], [node(2000)], 0, 0],
  ['none for what no node holds', [pod(3000)], [node(2000)], 2, 0],
  ['one beside what no node holds', [pod(3000), pod(1000)], [node(2000)], 2, 1],
])('the autoscaler adds %s', (_what, pods, nodes, most, more) => {
  expect(nodesToAdd(pods, nodes, each, most)).toBe(more);
});

import { expect, test } from '@jest/globals';
import type { Aws } from '../../../aws/clients.ts';
import { discoveredGroups } from '../../../scripts/practice/cluster/discovered-groups.ts';

const group = (name: string, tags: Readonly<Record<string, string>>) => ({
  AutoScalingGroupName: name,
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
});
const AutoScalingGroups = [
  group('ours', { enabled: 'true', shop: 'owned' }),
  group('another', { enabled: 'false', shop: 'owned' }),
  group('untagged', { shop: 'owned' }),
];
const aws = {
  autoscaling: async () => ({ describeAutoScalingGroups: async () => ({ AutoScalingGroups }) }),
} as unknown as Aws;

test.each([
  ['--node-group-auto-discovery=asg:tag=enabled,shop', ['ours', 'another']],
  ['-node-group-auto-discovery=asg:tag=enabled=true,shop', ['ours']],
  ['--node-group-auto-discovery=asg:tag=enabled,other', []],
  ['--nodes=1:3:ours', []],
])('%s finds the groups that have all of these tags', async (word, names) => {
  const found = await discoveredGroups(aws, ['./cluster-autoscaler', word]);
  expect(found.map(({ name }) => name)).toEqual(names);
});

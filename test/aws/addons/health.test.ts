import { expect, test } from '@jest/globals';
import { brokenAddons } from '../../../aws/addons/health.ts';

const addon = (name: string, status: string, ...messages: string[]) => ({
  name,
  status,
  version: 'v1',
  issues: messages.map((message) => ({ code: 'Other', message, resources: [] })),
});

test('addons that work, or come, are not told of', () => {
  expect(brokenAddons([addon('vpc-cni', 'ACTIVE'), addon('coredns', 'CREATING')])).toEqual([]);
});

test('those that do not work are told of, with what EKS says', () => {
  const broken = [
    addon('coredns', 'DEGRADED', 'too few replicas', 'no nodes'),
    addon('kube-proxy', 'CREATE_FAILED'),
  ];
  expect(brokenAddons([addon('vpc-cni', 'ACTIVE'), ...broken])).toEqual([
    'the addon coredns is DEGRADED: too few replicas; no nodes',
    'the addon kube-proxy is CREATE_FAILED',
  ]);
});

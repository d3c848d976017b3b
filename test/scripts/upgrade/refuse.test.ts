import { expect, test } from '@jest/globals';
import type { Running } from '../../../scripts/upgrade/running.ts';
import { refuseUpgrade } from '../../../scripts/upgrade/refuse.ts';

const part = (version: string, status = 'ACTIVE', name = 'workers') => ({ name, version, status });
const running = (control: string, nodes: string, status = 'ACTIVE'): Running => ({
  controlPlane: part(control, 'ACTIVE', 'shop'),
  nodeGroups: [part(nodes, status)],
  addons: [],
  kubelets: [],
});
const sold = ['1.33', '1.34', '1.35', '1.36'].map((version) => ({
  version,
  support: 'standard' as const,
}));

const shop = { name: 'shop', region: 'eu-central-1' };

test.each<[string, Running]>([
  ['1.36', running('1.35', '1.35')],
  ['1.36', running('1.36', '1.35')],
  ['1.36', running('1.36', '1.36')],
  ['1.36', running('1.35', '1.33')],
])('to %s is allowed from %j', (target, from) => {
  expect(() => refuseUpgrade(shop, target, from, sold)).not.toThrow();
});

test.each<[string, Running, string]>([
  ['1.36', running('1.34', '1.34'), 'one minor version at a time'],
  ['1.37', running('1.36', '1.36'), 'EKS does not sell Kubernetes 1.37'],
  ['1.36', running('1.35', '1.32'), 'these would be more: workers (1.32)'],
  ['1.36', running('1.35', '1.35', 'DEGRADED'), 'workers is DEGRADED'],
])('to %s is refused from %j', (target, from, message) => {
  expect(() => refuseUpgrade(shop, target, from, sold)).toThrow(message);
});

test("what to do names the cluster's own region", () => {
  expect(() => refuseUpgrade(shop, '1.36', running('1.35', '1.32'), sold)).toThrow(
    expect.objectContaining({
      fix: expect.stringContaining(
        '--region eu-central-1 --cluster-name shop --nodegroup-name workers',
      ),
    }),
  );
});

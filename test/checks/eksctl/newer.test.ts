import { expect, test } from '@jest/globals';
import { checkClusterConfig } from '../../../checks/eksctl/index.ts';
import { calendarRead } from '../../../tables/kubernetes.ts';
import { endedMinor, unknownMinor } from '../../support/kubernetes.ts';
import { absent, type Changes, configWith } from './good-config.ts';

const found = (changes: Changes) => checkClusterConfig('c.yaml', configWith(changes));
const noZones = { availabilityZones: absent, 'managedNodeGroups.0.availabilityZones': absent };

test.each([
  ['a version', { 'metadata.version': unknownMinor }, `on ${calendarRead} EKS's newest was`],
  ['a region', { 'metadata.region': 'eu-west-9', ...noZones }, 'it may be newer'],
  ['a size', { 'managedNodeGroups.0.instanceType': 'm5.96xlarge' }, 'it may be newer'],
  ['a family', { 'managedNodeGroups.0.instanceType': 'zz1.large' }, 'it may be newer'],
])('%s that may only be newer than the tables is not an error', (_, changes, message) => {
  const all = found(changes);
  expect(all).toMatchObject([{ warning: true, message: expect.stringContaining(message) }]);
});

test.each([
  ['a version that EKS no longer sells', { 'metadata.version': endedMinor }],
  ['no version', { 'metadata.version': '1.36.1' }],
  ['no region', { 'metadata.region': 'europe', ...noZones }],
  ['no size', { 'managedNodeGroups.0.instanceType': 'm5.larg' }],
  ['no size of an unknown family', { 'managedNodeGroups.0.instanceType': 'zz1.larg' }],
])('%s is an error', (_, changes) => {
  const all = found(changes);
  expect(all.length).toBeGreaterThan(0);
  expect(all.filter(({ warning }) => warning)).toEqual([]);
});

test.each([
  ['m99.large', /^did you mean m.*\.large\?$/],
  ['M5.Large', /^EC2's types have small letters only: m5\.large$/],
])('%s has the likely type as its fix', (instanceType, fix) => {
  const all = found({ 'managedNodeGroups.0.instanceType': instanceType });
  expect(all).toMatchObject([{ fix: expect.stringMatching(fix) }]);
});

test('one unknown type of many node groups is looked up once', () => {
  const managedNodeGroups = Array.from({ length: 5000 }, (_, index) => ({
    name: `ng-${index}`,
    instanceType: 'zz1.large',
  }));
  const start = Date.now();
  expect(found({ managedNodeGroups, nodeGroups: absent }).length).toBeGreaterThan(4999);
  expect(Date.now() - start).toBeLessThan(2000);
});

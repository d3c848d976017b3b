import { expect, test } from '@jest/globals';
import { podRequests } from '../../../checks/capacity/pod-requests.ts';
import { MEBIBYTE } from '../../../checks/capacity/quantities.ts';

const asks = (cpu: string, memory: string, more: object = {}) => ({
  resources: { requests: { cpu, memory } },
  ...more,
});
const needs = (cpu: number, memory: number) => ({ cpu, memory: memory * MEBIBYTE });

test('containers add up', () => {
  const containers = [asks('100m', '256Mi'), asks('10m', '32Mi')];
  expect(podRequests({ containers })).toEqual(needs(110, 288));
});

test('init containers count where one alone needs more than all that runs', () => {
  const containers = [asks('100m', '100Mi')];
  const initContainers = [asks('50m', '400Mi'), asks('300m', '50Mi')];
  expect(podRequests({ containers, initContainers })).toEqual(needs(300, 400));
});

test('a sidecar counts beside the containers, and beside the init containers after it', () => {
  const containers = [asks('100m', '100Mi')];
  const sidecar = asks('50m', '50Mi', { restartPolicy: 'Always' });
  expect(podRequests({ containers, initContainers: [sidecar] })).toEqual(needs(150, 150));
  const initContainers = [sidecar, asks('200m', '10Mi')];
  expect(podRequests({ containers, initContainers })).toEqual(needs(250, 150));
  const late = [asks('200m', '10Mi'), sidecar];
  expect(podRequests({ containers, initContainers: late })).toEqual(needs(200, 150));
});

test('a limit stands in for a request that is not there', () => {
  const containers = [
    { resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '100m' } } },
  ];
  expect(podRequests({ containers })).toEqual(needs(100, 1024));
});

test("the runtime's overhead comes on top, and the pod's own resources replace its containers'", () => {
  const containers = [asks('100m', '100Mi')];
  expect(podRequests({ containers, overhead: { cpu: '10m', memory: '20Mi' } })).toEqual(
    needs(110, 120),
  );
  const resources = { requests: { memory: '512Mi' } };
  expect(podRequests({ containers, resources })).toEqual(needs(100, 512));
});

test.each([undefined, null, 7, 'pod', [], { containers: 'none' }, { containers: [null, 3, {}] }])(
  'nothing is asked for by %p',
  (spec) => {
    expect(podRequests(spec)).toEqual(needs(0, 0));
  },
);

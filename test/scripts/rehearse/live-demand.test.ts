import { describe, expect, test } from '@jest/globals';
import { outcome } from '../../../scripts/rehearse/apply.ts';
import { budgetOf, demandOfPod } from '../../../scripts/rehearse/live-demand.ts';
import { computedMinimum } from '../../../scripts/rehearse/minimum.ts';
import { each, livePod } from './samples.ts';

const container = { name: 'it', resources: { requests: { cpu: '900m', memory: '1Gi' } } };

function owned(name: string, kind: string, owner: string, labels = {}) {
  return livePod(name, {
    metadata: {
      name,
      namespace: 'shop',
      labels,
      ownerReferences: [{ kind, name: owner, controller: true }],
    },
    spec: { nodeName: 'node-a', containers: [container] },
  });
}

describe('a live pod', () => {
  test('is known by what made it', () => {
    const hash = { 'pod-template-hash': '5d9c' };
    expect(demandOfPod(livePod('bare'))).toMatchObject({ owner: 'none', object: 'Pod shop/bare' });
    expect(demandOfPod(owned('web-5d9c-x', 'ReplicaSet', 'web-5d9c', hash))).toMatchObject({
      owner: 'Deployment',
      object: 'Deployment shop/web',
      cpu: 900,
    });
    expect(demandOfPod(owned('db-0', 'StatefulSet', 'db'))).toMatchObject({
      owner: 'StatefulSet',
      object: 'StatefulSet shop/db',
    });
  });

  test('is covered by a budget of its namespace that selects it', () => {
    const budget = budgetOf({
      metadata: { name: 'web', namespace: 'shop' },
      spec: { selector: { matchLabels: { name: 'web' } } },
      status: { disruptionsAllowed: 1 },
    });
    const web = demandOfPod(owned('a', 'ReplicaSet', 'a', { name: 'web' }));
    expect(budget).toMatchObject({ name: 'shop/web', allowed: 1 });
    expect(budget.covers(web)).toBe(true);
    expect(budget.covers({ ...web, namespace: 'other' })).toBe(false);
  });
});

describe('the computed minimum', () => {
  const group = { instanceType: 't3.large', min: 2, desired: 3, max: 4, each, labels: {} };
  const pods = (count: number) =>
    Array.from({ length: count }, (_, index) => owned(`web-${index}`, 'StatefulSet', 'web'));

  test('fits as long as there is room', () => {
    expect(computedMinimum(pods(4), group)).toMatchObject({ fits: true, how: 'computed' });
    expect(computedMinimum(pods(5), group)).toMatchObject({
      fits: false,
      misfits: ['shop/web-4: too little cpu'],
    });
  });

  test('holds each DaemonSet on every node', () => {
    const daemons = ['a', 'b', 'c'].map((name) => owned(name, 'DaemonSet', 'agent'));
    expect(computedMinimum([...daemons, ...pods(2)], group)).toMatchObject({ fits: true });
    expect(computedMinimum([...daemons, ...pods(3)], group)).toMatchObject({ fits: false });
  });
});

test('what kubectl prints is told apart', () => {
  const said = 'Warning: spec.x is deprecated\nError from server: no\n';
  expect(outcome(1, 'namespace/a created\nservice/b created\n', said)).toEqual({
    objects: 2,
    warnings: ['spec.x is deprecated'],
    errors: ['Error from server: no'],
  });
  expect(outcome(1, '', '').errors).toEqual(['kubectl ended with exit code 1']);
  expect(outcome(0, '', '')).toEqual({ objects: 0, warnings: [], errors: [] });
});

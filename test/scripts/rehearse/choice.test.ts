import { describe, expect, test } from '@jest/globals';
import {
  chosenCluster,
  chosenMinor,
  chosenNodes,
  minorInWords,
} from '../../../scripts/rehearse/choice.ts';
import { kubernetesVersions } from '../../../tables/kubernetes.ts';

describe('the cluster', () => {
  const flag = { type: 'string', help: '' } as const;
  const command = { name: 'rehearse', flags: { cluster: flag, nodes: flag } };
  const call = (cluster?: string) => ({ command, flags: { cluster, nodes: '2' } });

  test('may be left out when there is one', () => {
    expect(chosenCluster(call(), ['sock-shop'])).toEqual(['sock-shop']);
    expect(chosenCluster(call('other'), ['sock-shop', 'other'])).toEqual(['other']);
  });

  test('must be named when there are several, which are listed', () => {
    expect(() => chosenCluster(call(), ['a', 'b'])).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('one: a, b'),
        fix: 'write: npm run rehearse -- --cluster a --nodes 2',
      }),
    );
  });
});

describe('the minor', () => {
  test('is the nearer one to the cluster’s own', () => {
    const on = kubernetesVersions.map((own) => `${own} on ${chosenMinor(undefined, own)}`);
    expect(on).toEqual([
      ...['1.27', '1.28', '1.29', '1.30', '1.31'].map((own) => `${own} on 1.27`),
      ...['1.32', '1.33', '1.34', '1.35', '1.36'].map((own) => `${own} on 1.36`),
    ]);
  });

  test('is the one that was asked for', () => {
    expect(chosenMinor('1.27', '1.35')).toBe('1.27');
    expect(chosenMinor('v1.36', '1.27')).toBe('1.36');
  });

  test.each([
    ['1.30', 'write --kubernetes 1.27, the nearer of the two'],
    ['v1.35', 'write --kubernetes 1.36, the nearer of the two'],
    ['1.99', 'write --kubernetes 1.27 or --kubernetes 1.36'],
    ['newest', 'write --kubernetes 1.27 or --kubernetes 1.36'],
  ])('is not %s, and the one to ask for is told', (asked, fix) => {
    expect(() => chosenMinor(asked, '1.35')).toThrow(
      expect.objectContaining({
        message: `--kubernetes ${asked} is no minor that a rehearsal runs on: it runs on 1.27 or 1.36`,
        fix,
      }),
    );
  });

  test('is told in words when it is not the cluster’s own', () => {
    expect(minorInWords('1.36', '1.36', false)).toBe('rehearsed on Kubernetes 1.36.3');
    expect(minorInWords('1.35', '1.36', false)).toContain(
      "the cluster's Kubernetes is 1.35; rehearsed on Kubernetes 1.36.3, the nearer",
    );
    expect(minorInWords('1.35', '1.27', true)).toContain('1.27.11, as asked');
  });
});

describe('the count of nodes', () => {
  test('is the desired one unless told', () => {
    expect(chosenNodes(undefined, 3)).toBe(3);
    expect(chosenNodes('1', 3)).toBe(1);
  });

  test.each(['0', '-1', '2.5', 'two', '1e2', '451', ' 2'])('%s is none', (asked) => {
    expect(() => chosenNodes(asked, 3)).toThrow(/no count of nodes/);
  });
});

import { describe, expect, test } from '@jest/globals';
import {
  chosenCluster,
  chosenMinor,
  chosenNodes,
  minorInWords,
} from '../../../scripts/rehearse/choice.ts';
import {
  defaultKubernetes,
  kubernetesVersions,
  minorNumber,
  minorOf,
  newestKubernetes,
  oldestKubernetes,
} from '../../../tables/kubernetes.ts';
import { minorAfter, unknownMinor } from '../../support/kubernetes.ts';

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
        message: expect.stringContaining('one at a time: a, b'),
        fix: 'write: npm run rehearse -- --cluster a --nodes 2',
      }),
    );
  });
});

describe('the minor', () => {
  test('is the nearer one to the cluster’s own', () => {
    const distance = (a: string, b: string) => Math.abs(minorNumber(a) - minorNumber(b));
    for (const own of kubernetesVersions) {
      const [older, newer] = [distance(own, oldestKubernetes), distance(own, newestKubernetes)];
      expect(chosenMinor(undefined, own)).toBe(older < newer ? oldestKubernetes : newestKubernetes);
    }
  });

  test('is the one that was asked for', () => {
    expect(chosenMinor(oldestKubernetes, newestKubernetes)).toBe(oldestKubernetes);
    expect(chosenMinor(`v${newestKubernetes}`, oldestKubernetes)).toBe(newestKubernetes);
  });

  test.each([
    [
      minorAfter(oldestKubernetes, 1),
      `write --kubernetes ${oldestKubernetes}, the nearer of the two`,
    ],
    [
      `v${minorAfter(newestKubernetes, -1)}`,
      `write --kubernetes ${newestKubernetes}, the nearer of the two`,
    ],
    [unknownMinor, `write --kubernetes ${oldestKubernetes} or --kubernetes ${newestKubernetes}`],
    ['newest', `write --kubernetes ${oldestKubernetes} or --kubernetes ${newestKubernetes}`],
  ])('is not %s, and the one to ask for is told', (asked, fix) => {
    expect(() => chosenMinor(asked, defaultKubernetes)).toThrow(
      expect.objectContaining({
        message: `--kubernetes ${asked} is not a minor version that a rehearsal runs on: it runs on ${oldestKubernetes} or ${newestKubernetes}`,
        fix,
      }),
    );
  });

  test('is told in words when it is not the cluster’s own', () => {
    const { release } = minorOf(newestKubernetes);
    const own = minorAfter(newestKubernetes, -1);
    expect(minorInWords(newestKubernetes, newestKubernetes, false)).toBe(
      `rehearsed on Kubernetes ${release}`,
    );
    expect(minorInWords(own, newestKubernetes, false)).toContain(
      `the cluster's Kubernetes is ${own}; rehearsed on Kubernetes ${release}, the nearer`,
    );
    expect(minorInWords(own, newestKubernetes, true)).toContain(`${release}, as asked`);
  });
});

describe('the count of nodes', () => {
  test('is the desired one unless told', () => {
    expect(chosenNodes(undefined, 3)).toBe(3);
    expect(chosenNodes('1', 3)).toBe(1);
  });

  test.each(['0', '-1', '2.5', 'two', '1e2', '451', ' 2'])('%s is none', (asked) => {
    expect(() => chosenNodes(asked, 3)).toThrow(/not a number of nodes/);
  });
});

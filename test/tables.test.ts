import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { images, loadBalancerControllerChart } from '../tables/images.ts';
import { findInstanceType, instanceTypes } from '../tables/instance-types.ts';
import { eksSupport, kubernetesVersions, minorOf } from '../tables/kubernetes.ts';

const root = join(import.meta.dirname, '..');

describe('Renovate', () => {
  const { customManagers } = JSON.parse(readFileSync(join(root, 'renovate.json'), 'utf8')) as {
    customManagers: { managerFilePatterns: string[]; matchStrings: string[] }[];
  };
  const matches = (file: string) => {
    const text = readFileSync(join(root, file), 'utf8');
    return customManagers
      .filter(({ managerFilePatterns }) =>
        managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(file)),
      )
      .flatMap(({ matchStrings }) =>
        matchStrings.flatMap((pattern) => [...text.matchAll(new RegExp(pattern, 'g'))]),
      )
      .map(({ groups }) => ({ ...groups }));
  };

  test('sees every autoscaler, each with the minor that holds it', () => {
    const seen = matches('tables/kubernetes.ts');
    expect(seen.map(({ minor, currentValue }) => [minor, currentValue])).toEqual(
      kubernetesVersions.map((version) => [version, minorOf(version).autoscaler]),
    );
  });

  test('sees the images that are still released', () => {
    expect(
      matches('tables/images.ts').map(({ depName, currentValue }) => [depName, currentValue]),
    ).toEqual([
      ['mongo', images.mongo.split(':')[1]],
      ['redis', images.redis.split(':')[1]],
      ['jenkins/jenkins', images.jenkins.split(':')[1]],
      ['aws-load-balancer-controller', expect.stringMatching(/^\d/)],
    ]);
  });
});

test('the autoscaler is of its Kubernetes minor', () => {
  for (const version of kubernetesVersions) {
    expect(minorOf(version).autoscaler.startsWith(`${version}.`)).toBe(true);
  }
});

test('EKS sells the newest minors with standard support, and the oldest no more', () => {
  expect(kubernetesVersions.map((version) => [version, eksSupport(version)])).toEqual([
    ...['1.27', '1.28', '1.29', '1.30'].map((version) => [version, 'ended']),
    ...['1.31', '1.32', '1.33'].map((version) => [version, 'extended']),
    ...['1.34', '1.35', '1.36'].map((version) => [version, 'standard']),
  ]);
});

test('a type is found by its whole name, and by nothing else', () => {
  const found = [...instanceTypes().keys()].map(findInstanceType);
  expect(found).toEqual([...instanceTypes().values()]);
  for (const name of ['', 't3', 'instanceType', 't3.large\t2', 't3.large\n', 'T3.large', '\n']) {
    expect(findInstanceType(name)).toBeUndefined();
  }
});

test('maxPods is what the network limits give, up to the most that EKS recommends', () => {
  const others = [...instanceTypes().values()].filter(
    ({ enis, addressesPerEni, maxPods }) => maxPods !== enis * (addressesPerEni - 1) + 2,
  );
  expect(others).toEqual([]);
});

test('the documented helm command installs the load balancer controller of the table', () => {
  const page = readFileSync(join(root, 'docs', 'ingress.md'), 'utf8');
  const versions = [...page.matchAll(/--version (\S+)/g)].map(([, version]) => version);
  expect(versions).toEqual([loadBalancerControllerChart]);
});

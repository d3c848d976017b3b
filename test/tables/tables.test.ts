import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { moduleFolder } from '../../control-plane/cache.ts';
import { GROUPS } from '../../control-plane/components.ts';
import { images, loadBalancerControllerChart } from '../../tables/images.ts';
import { testedMinors, wantsHostlessFlag } from '../../tables/ingress-releases.ts';
import { findInstanceType, instanceTypes } from '../../tables/instance-types.ts';
import { eksSupport, kubernetesVersions, minorNumber, minorOf } from '../../tables/kubernetes.ts';

const root = join(import.meta.dirname, '../..');

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

  test.each([
    ['cdk8s-cli', 'cdk8s-cli'],
    ['actionlint', 'github.com/rhysd/actionlint'],
  ])('sees what .ci/%s runs', (file, depName) => {
    expect(matches(`.ci/${file}`)).toEqual([
      { depName, currentValue: expect.stringMatching(/^v?\d+\.\d+\.\d+$/) },
    ]);
  });
});

test('the Go modules of the control planes pin the releases of the table', () => {
  const pinned = GROUPS.map((group) => {
    const pins = readFileSync(join(moduleFolder(group), 'go.mod'), 'utf8').matchAll(
      /^\s+(\S+) v([\d.]+)(?: |$)/gm,
    );
    const [pin] = [...pins]
      .filter(([, module]) => `${group.binaries[0]?.package}/`.startsWith(`${module}/`))
      .map(([, , version]) => version);
    return [group.name, pin];
  });
  expect(pinned).toEqual(GROUPS.map(({ name, version }) => [name, version]));
});

test('the ingress controllers of a minor were tested with it', () => {
  for (const version of kubernetesVersions) {
    const { nginxIngress, ingressNginx } = minorOf(version);
    const releases = [
      testedMinors.nginx[releaseOf(nginxIngress)],
      ...(ingressNginx ? [testedMinors['ingress-nginx'][releaseOf(ingressNginx)]] : []),
    ];
    for (const tested of releases) {
      expect(tested?.oldest).toBeLessThanOrEqual(minorNumber(version));
      expect(tested?.newest).toBeGreaterThanOrEqual(minorNumber(version));
    }
  }
});

test.each([
  ['5.5.0', true],
  ['5.10.0-alpine', true],
  ['6.0.0', true],
  ['edge', true],
  ['5.4.3', false],
  ['4.9.1', false],
])("F5's controller %s wants a flag for an Ingress without a host: %p", (tag, expected) => {
  expect(wantsHostlessFlag(tag)).toBe(expected);
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

function releaseOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

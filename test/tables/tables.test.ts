import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { moduleFolder } from '../../control-plane/cache.ts';
import { GROUPS } from '../../control-plane/components.ts';
import { images, loadBalancerControllerChart } from '../../tables/images.ts';
import { isTestedWith, refusesHostless, testedMinors } from '../../tables/ingress-releases.ts';
import { findInstanceType, instanceTypes } from '../../tables/instance-types.ts';
import { type EndedKubernetes, endedKubernetes } from '../../tables/ended-kubernetes.ts';
import {
  calendarRead,
  defaultKubernetes,
  eksSupport,
  type KubernetesVersion,
  kubernetesVersions,
  minorOf,
} from '../../tables/kubernetes.ts';
import {
  builtEksctl,
  builtEtcd,
  builtKwok,
  kustomizeController,
  sourceController,
} from '../../tables/control-planes.ts';

const root = join(import.meta.dirname, '../..');

// Projects that release nothing any more, and the RabbitMQ that the shop was written for.
const ended = ['weaveworksdemos/', 'rabbitmq:3.', 'kbudde/', 'registry.k8s.io/ingress-nginx/'];

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

  test('sees every release and autoscaler, each with the minor version that holds it', () => {
    const seen = matches('tables/kubernetes.ts');
    expect(seen.map(({ minor, currentValue }) => [minor, currentValue])).toEqual(
      kubernetesVersions.flatMap((version) => [
        [version, minorOf(version).release],
        [version, minorOf(version).autoscaler],
      ]),
    );
  });

  test('sees what the control planes are built of', () => {
    expect(matches('tables/control-planes.ts').map(({ currentValue }) => currentValue)).toEqual([
      builtEtcd,
      builtKwok,
      kustomizeController,
      sourceController,
      builtEksctl,
    ]);
  });

  test('sees every image whose project still releases it, and the chart, each with its version', () => {
    const seen = matches('tables/images.ts').map(
      ({ depName, currentValue }) => `${depName}:${currentValue}`,
    );
    const released = Object.values(images).filter(
      (image) => !ended.some((project) => image.startsWith(project)),
    );
    expect(seen).toEqual([
      ...released,
      `aws-load-balancer-controller:${loadBalancerControllerChart}`,
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

test("F5's controller was tested with every minor version of which its list was read", () => {
  const tested = testedMinors.nginx[releaseOf(images.nginxIngress.split(':')[1] ?? '')]!;
  expect(kubernetesVersions.filter((version) => !isTestedWith(tested, version))).toEqual([]);
});

test('the release of ingress-nginx is the last of its list', () => {
  const [, release = ''] = /:v([\d.]+)@sha256:[0-9a-f]{64}$/.exec(images.ingressNginx) ?? [];
  expect(releaseOf(release)).toBe(Object.keys(testedMinors['ingress-nginx']).at(-1));
});

test.each([
  ['5.5.0', false],
  ['5.10.0-alpine', false],
  ['6.0.0', false],
  ['edge', false],
  ['5.4.3', true],
  ['4.9.1', true],
  ['1.12.0', true],
])(
  "F5's controller %s refuses an Ingress without a host, whatever its flags: %p",
  (tag, expected) => {
    expect(refusesHostless(tag)).toBe(expected);
  },
);

test('the autoscaler is of its Kubernetes minor version, or of the one before while the newest has none', () => {
  const [newest, ...older] = kubernetesVersions.toReversed();
  const isOf = (version: string, minor: KubernetesVersion) =>
    minorOf(minor).autoscaler.startsWith(`${version}.`);
  expect(older.filter((version) => !isOf(version, version))).toEqual([]);
  expect([newest, older[0]].some((version) => isOf(version!, newest!))).toBe(true);
});

test('EKS sells every minor version of the table on the day on which its calendar was read', () => {
  const support = kubernetesVersions.map(eksSupport);
  expect(support).toEqual(support.toSorted());
  expect(eksSupport(defaultKubernetes)).toBe('standard');
  for (const version of kubernetesVersions) {
    const { standardUntil, extendedUntil } = minorOf(version);
    expect(calendarRead < extendedUntil && standardUntil < extendedUntil).toBe(true);
  }
});

test('what EKS no longer sells was over when the calendar was read', () => {
  const ends = Object.values<EndedKubernetes>(endedKubernetes).map(
    ({ soldUntil = '' }) => soldUntil,
  );
  expect(ends.filter((day) => day >= calendarRead)).toEqual([]);
  expect(ends).toEqual(ends.toSorted());
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

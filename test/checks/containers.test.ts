import { describe, expect, test } from '@jest/globals';
import { parseImage } from '../../checks/containers/image-reference.ts';
import { nearestQuantity, parseQuantity } from '../../checks/quantity.ts';
import { eachCase } from '../support/each-case.ts';
import { container, deployment, object, reportingOn } from '../support/subjects.ts';

describe('containers', () => {
  eachCase('resources', {
    'no CPU asked for': withResources(
      { requests: { memory: '1Mi' }, limits: { memory: '1Mi' } },
      { requests: { memory: '1Mi' }, limits: { memory: '1Mi', cpu: '1' } },
    ),
    'no memory asked for': withResources(
      { requests: { cpu: '1' } },
      { requests: { cpu: '1' }, limits: { memory: '1Mi' } },
    ),
    'no memory limit': withResources(
      { requests: { cpu: '1', memory: '1Mi' } },
      { requests: { cpu: '1', memory: '1Mi' }, limits: { memory: '1Mi' } },
    ),
    'a namespace with defaults': {
      bad: [deployment({ containers: [container({ resources: {} })] })],
      good: [
        deployment({ containers: [container({ resources: {} })] }),
        object('v1', 'LimitRange', 'a', {
          spec: { limits: [{ type: 'Container', default: { cpu: '1', memory: '1Mi' } }] },
        }),
      ],
    },
  });

  eachCase('image-tags', {
    'no tag': withImage('example/web', 'example/web:1.2.3'),
    'a port is not a tag': withImage('localhost:5000/web', 'localhost:5000/web:1.2'),
    latest: withImage('web:latest', 'web@sha256:0123'),
    alpine: withImage('redis:alpine', 'redis:7.4.5-alpine'),
    lts: withImage('jenkins/jenkins:lts-jdk21', 'jenkins/jenkins:2.555.1-lts-jdk21'),
    'a major version': withImage('web:v2', 'web:v2.0'),
    'two numbers of three': withImage('mongo:4.4', 'mongo:4.4.29'),
  });

  test.each(['web:2026-08-01', 'web:20260801', 'web:git-1a2b3c4', 'web:8471', 'web:chart-1.2.3'])(
    'image-tags: %s stays what it is',
    (image) => {
      expect(reportingOn(deployment({ containers: [container({ image })] }))).toEqual([]);
    },
  );

  eachCase('image-versions', {
    'two versions of one image': {
      bad: [withTag('a', '1.2.3'), withTag('b', '1.2.4')],
      good: [withTag('a', '1.2.3'), withTag('b', '1.2.3')],
    },
  });

  const nonRoot = { runAsNonRoot: true };
  eachCase('image-user', {
    'a name': secured('jenkins/jenkins:2.555.1', nonRoot, { ...nonRoot, runAsUser: 1000 }),
    root: secured('mongo:4.4.29', nonRoot, { ...nonRoot, runAsUser: 999 }),
    'root by number': secured('a/b:1.2', { ...nonRoot, runAsUser: 0 }, nonRoot),
    'from a mirror': secured('m.example/x/jenkins/jenkins:2.5.1', nonRoot, {}),
    "the pod's setting": {
      bad: [deployment({ pod: { securityContext: nonRoot }, containers: [using('mongo:4.4.29')] })],
      good: [
        deployment({
          pod: { securityContext: { ...nonRoot, runAsUser: 999 } },
          containers: [using('mongo:4.4.29')],
        }),
      ],
    },
  });

  const readOnly = { readOnlyRootFilesystem: true };
  const java = 'jenkins/jenkins:2.555.1';
  eachCase('read-only-root', {
    'nothing is mounted there': {
      bad: [deployment({ containers: [using(java, readOnly)] })],
      good: [mounted('/tmp')],
    },
    'mounted beside it': { bad: [mounted('/tmpfiles')], good: [mounted('/tmp/')] },
    'mounted read-only': {
      bad: [mounted('/tmp', { readOnly: true })],
      good: [mounted('/tmp', { readOnly: false })],
    },
    "the image's own volume is writable": {
      bad: [mounted('/data', { readOnly: true }, 'redis:7.4.5-alpine')],
      good: [deployment({ containers: [using('redis:7.4.5-alpine', readOnly)] })],
    },
  });

  eachCase('low-ports', {
    'another user': lowPort('a/b:1.2', { runAsUser: 1000 }, { runAsUser: 0 }),
    'without the capability': lowPort(
      'a/b:1.2',
      { runAsUser: 1000, capabilities: { drop: ['all'] } },
      { runAsUser: 1000, capabilities: { drop: ['all'], add: ['NET_BIND_SERVICE'] } },
    ),
    'root without the capability': lowPort(
      'a/b:1.2',
      { runAsUser: 0, capabilities: { drop: ['ALL'] } },
      { runAsUser: 0, capabilities: { drop: ['NET_RAW'] } },
    ),
    'a program that has it on its file': lowPort(
      'weaveworksdemos/payment:0.4.3',
      { runAsUser: 10001, capabilities: { drop: ['ALL'] } },
      { runAsUser: 10001 },
    ),
    'a program that a shell starts, and that may gain nothing': {
      bad: carts({ allowPrivilegeEscalation: false }),
      good: carts({}),
    },
    'a program that a shell starts as another user than root': {
      bad: carts({ allowPrivilegeEscalation: false, runAsUser: 10001 }),
      good: carts({ allowPrivilegeEscalation: false, runAsUser: 0 }),
    },
    'a shell that the image has, and the container has not': {
      bad: carts({ allowPrivilegeEscalation: false }),
      good: carts({ allowPrivilegeEscalation: false }, { command: ['java', '-jar', 'app.jar'] }),
    },
    'a sysctl frees the port': {
      bad: [listening(sysctl('81'))],
      good: [listening(sysctl('80'))],
    },
  });

  test('an image reference is taken apart', () => {
    expect(parseImage('host:5000/a/b:1.2@sha256:00')).toEqual({
      name: 'host:5000/a/b',
      tag: '1.2',
      digest: 'sha256:00',
    });
    expect(parseImage('host:5000/a/b')).toMatchObject({ name: 'host:5000/a/b', tag: undefined });
  });

  test.each([
    ['100m', 0.1],
    ['1Gi', 2 ** 30],
    ['1.5', 1.5],
    ['2e3', 2000],
    [3, 3],
    ['1G', 1e9],
  ])('quantity %j is %d', (written, number) => {
    expect(parseQuantity(written)).toBeCloseTo(number);
  });

  test.each(['256mb', '1 Gi', 'Mi', '', '1.2.3', '1gi', null])(
    '%j is not a quantity',
    (written) => {
      expect(parseQuantity(written)).toBeUndefined();
    },
  );

  test.each([
    ['256mb', '256Mi'],
    ['1 gi', '1Gi'],
    ['100 m', '100m'],
  ])('%s most likely meant %s', (written, meant) => {
    expect(nearestQuantity(written)).toBe(meant);
  });
});

function withResources(bad: object, good: object) {
  return {
    bad: [deployment({ containers: [container({ resources: bad })] })],
    good: [deployment({ containers: [container({ resources: good })] })],
  };
}

function withImage(bad: string, good: string) {
  return {
    bad: [deployment({ containers: [container({ image: bad })] })],
    good: [deployment({ containers: [container({ image: good })] })],
  };
}

function withTag(name: string, tag: string) {
  return deployment({ name, containers: [container({ image: `example/web:${tag}` })] });
}

function using(image: string, securityContext: object = {}, more: object = {}) {
  return container({ image, securityContext, ...more });
}

function secured(image: string, bad: object, good: object) {
  return {
    bad: [deployment({ containers: [using(image, bad)] })],
    good: [deployment({ containers: [using(image, good)] })],
  };
}

function mounted(mountPath: string, more = {}, image = 'jenkins/jenkins:2.555.1') {
  const volumeMounts = [{ name: 'tmp', mountPath, ...more }];
  return deployment({
    containers: [using(image, { readOnlyRootFilesystem: true }, { volumeMounts })],
    pod: { volumes: [{ name: 'tmp', emptyDir: {} }] },
  });
}

function lowPort(image: string, bad: object, good: object) {
  const ports = [{ containerPort: 80 }];
  return {
    bad: [deployment({ containers: [using(image, bad, { ports })] })],
    good: [deployment({ containers: [using(image, good, { ports })] })],
  };
}

function carts(securityContext: object, more: object = {}) {
  const capabilities = { drop: ['ALL'], add: ['NET_BIND_SERVICE'] };
  const ports = [{ containerPort: 80 }];
  const own = { capabilities, ...securityContext };
  return [
    deployment({ containers: [using('weaveworksdemos/carts:0.4.8', own, { ports, ...more })] }),
    object('v1', 'Service', 'carts-db', {
      spec: { selector: { app: 'web' }, ports: [{ port: 27017, targetPort: 80 }] },
    }),
  ];
}

function listening(securityContext: object) {
  const ports = [{ containerPort: 80 }];
  const containers = [using('a/b:1.2', { runAsUser: 1000 }, { ports })];
  return deployment({ containers, pod: { securityContext } });
}

function sysctl(value: string) {
  return { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value }] };
}

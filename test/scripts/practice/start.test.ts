import { describe, expect, test } from '@jest/globals';
import { pullProblem } from '../../../scripts/practice/pods/start/image.ts';
import { troubleOf } from '../../../scripts/practice/pods/start/trouble.ts';
import type { LivePod } from '../../../scripts/shared/live-objects.ts';
import { images } from '../../../tables/images.ts';

describe('an image', () => {
  test.each([
    ...Object.values(images),
    'jenkins/jenkins',
    'jenkins/jenkins:lts',
    'jenkins/jenkins:2.462.3-lts-jdk21',
    'redis:7',
    'redis:7.2-alpine',
    'mirror.example.com/docker.io/library/redis:7.4.11-alpine',
    'registry.k8s.io/autoscaling/cluster-autoscaler:v1.36.1',
    'example.com/own/program:whatever_1',
    `redis@sha256:${'0'.repeat(64)}`,
  ])('%s may be there', (image) => {
    expect(pullProblem(image)).toBeUndefined();
  });

  test.each([
    'redis:7.4.11-alpin',
    'jenkins/jenkins:ltss',
    'mongo:4.x',
    'Jenkins/jenkins:lts',
    ' redis',
    '',
  ])('%j is not there', (image) => {
    expect(pullProblem(image)).toMatch(/not found|invalid reference/);
  });
});

describe('a pod', () => {
  const secret = { valueFrom: { secretKeyRef: { name: 'settings', key: 'password' } } };
  const pod = (container: object, more: object = {}) =>
    ({
      metadata: { name: 'web', namespace: 'default' },
      spec: { containers: [{ name: 'web', image: 'redis:7.4.11-alpine', ...container }], ...more },
      status: {},
    }) as LivePod;
  const reasons = async (one: LivePod, isThere = false) =>
    (await troubleOf(one, async () => isThere)).map(
      ({ reason, message }) => `${reason} ${message}`,
    );

  test('starts with all that it needs', async () => {
    expect(await reasons(pod({ env: [secret] }), true)).toEqual([]);
    expect(await reasons(pod({}))).toEqual([]);
    const optional = { valueFrom: { configMapKeyRef: { name: 'a', key: 'b', optional: true } } };
    expect(await reasons(pod({ env: [optional] }))).toEqual([]);
  });

  test('waits for a volume before it pulls, and for a variable after it', async () => {
    const volumes = [{ name: 'secret', secret: { secretName: 'settings' } }];
    const wrong = { image: 'redis:7.4.11-alpin', env: [secret] };
    expect(await reasons(pod(wrong, { volumes }))).toEqual([
      'ContainerCreating MountVolume.SetUp failed: secret "settings" not found',
    ]);
    expect(await reasons(pod(wrong))).toEqual([expect.stringContaining('ImagePullBackOff')]);
    expect(await reasons(pod({ env: [secret] }))).toEqual([
      'CreateContainerConfigError secret "settings" not found',
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { settingsSecret } from '../../charts/concepts/configuration.ts';
import { fields, list } from '../../checks/values.ts';
import { serveMetrics } from '../../scripts/practice/pods/metrics.ts';
import { type LiveObject, type LivePod, readAll, isUp } from '../../scripts/shared/live-objects.ts';
import { images } from '../../tables/images.ts';
import { applyProblems } from './support/applied.ts';
import { runInShell } from './support/docs-commands.ts';
import { endpointProblems } from './support/endpoints.ts';
import { eventually } from './support/eventually.ts';
import { fewestReady } from './support/fewest-ready.ts';
import { historySince, now } from './support/history.ts';
import { policyProblems } from './support/policies.ts';
import { referenceProblems, runningProblems } from './support/running.ts';
import { startWorld, type World } from './support/world.ts';
import { builtMinors } from '../../tables/control-planes.ts';

const NAMESPACE = 'concepts';
const PODS = `/api/v1/namespaces/${NAMESPACE}/pods`;
const ROLLING = ['deployment/rolling', '-n', NAMESPACE];

// The autoscaler of pods looks every two seconds here, rather than every fifteen, and trusts a new pod at once.
const hasty = {
  controllerManagerFlags: [
    '--horizontal-pod-autoscaler-sync-period=2s',
    '--horizontal-pod-autoscaler-cpu-initialization-period=0s',
    '--horizontal-pod-autoscaler-initial-readiness-delay=0s',
  ],
};

describe.each(builtMinors)('the concepts on Kubernetes %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld(version, {}, hasty);
  });

  afterAll(() => world.stop());

  test('the ConfigMap and the Secret reach the pod as variables and as files', async () => {
    await apply('configuration');
    // Both references to the Secret, for which a kubelet waits; nobody has made it yet.
    const missing = await eventually(async () =>
      (await referenceProblems(world.plane)).length === 2 ? [] : ['not yet'],
    );
    expect(missing).toEqual([]);
    const made = await runInShell(world, settingsSecret.command);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(await referenceProblems(world.plane)).toEqual([]);
    expect(await runningProblems(world.plane)).toEqual([]);
    const [pod] = await podsNamed('settings');
    const [container] = list(pod?.spec.containers).map(fields);
    expect(container?.env).toMatchObject([
      { valueFrom: { configMapKeyRef: { name: 'settings', key: 'log-level' } } },
      { valueFrom: { secretKeyRef: { name: 'settings', key: 'password' } } },
    ]);
    expect(pod?.spec.volumes).toMatchObject([
      { configMap: { name: 'settings' } },
      { secret: { secretName: 'settings', defaultMode: 0o440 } },
      { emptyDir: {} },
    ]);
    const password = ['-o', `jsonpath={.data.${settingsSecret.keys[0]}}`];
    const value = await world.ok('get', 'secret', 'settings', '-n', NAMESPACE, ...password);
    expect(Buffer.from(value, 'base64').toString()).toMatch(/^[0-9a-f]{32}$/);
  });

  test('the sidecar runs beside its container, as a kind of container that Kubernetes knows', async () => {
    await apply('sidecar');
    expect(await runningProblems(world.plane)).toEqual([]);
    const [pod] = await podsNamed('sidecar');
    const policies = (key: string) =>
      list(pod?.spec[key]).map((one) => [fields(one).name, fields(one).restartPolicy]);
    expect(policies('initContainers')).toEqual([['log-reader', 'Always']]);
    expect(policies('containers').map(([name]) => name)).toEqual(['orders']);
  });

  test('the ExternalName Service has a name to answer with, and neither address nor endpoints', async () => {
    await apply('external-name');
    expect(await runningProblems(world.plane)).toEqual([]);
    const service = await world.ok('get', 'service', 'own-address', '-n', NAMESPACE, '-o', 'json');
    const { spec } = JSON.parse(service) as { spec: Record<string, unknown> };
    expect(spec).toMatchObject({ type: 'ExternalName', externalName: 'checkip.amazonaws.com' });
    expect(spec).not.toHaveProperty('clusterIP');
    const slices = `/apis/discovery.k8s.io/v1/namespaces/${NAMESPACE}/endpointslices`;
    expect(await readAll(world.plane.api, slices)).toEqual([]);
  });

  test('an update replaces one pod after the other, and three are always ready', async () => {
    await apply('rolling-update-1');
    await rolledOut();
    const before = await podsNamed('rolling');
    expect(before).toHaveLength(3);
    const since = await now(world.plane, PODS);
    await apply('rolling-update-2');
    await rolledOut();
    const changes = (await historySince<LivePod>(world.plane, PODS, since)).filter(({ object }) =>
      isNamed(object, 'rolling'),
    );
    const names = before.map(({ metadata }) => metadata.name);
    expect(fewestReady(changes, names)).toBe(3);
    const after = await podsNamed('rolling');
    expect(after.filter(({ metadata }) => names.includes(metadata.name))).toEqual([]);
    expect(await setting()).toBe('32mb');
    expect(await revisions()).toEqual(['1 maxmemory 16mb', '2 maxmemory 32mb']);
    expect(await eventually(() => endpointProblems(world.plane))).toEqual([]);
  });

  // No image is pulled here: on a cluster this one never gets ready, and the three pods before it stay.
  test('an update is taken back, to the one before it and to any other', async () => {
    await world.ok('set', 'image', ...ROLLING, 'redis=redis:7.4.11-alpin');
    await world.ok('annotate', ...ROLLING, 'kubernetes.io/change-cause=a typo', '--overwrite');
    await rolledOut();
    expect(await revisions()).toEqual(['1 maxmemory 16mb', '2 maxmemory 32mb', '3 a typo']);

    await world.ok('rollout', 'undo', ...ROLLING);
    await rolledOut();
    expect(await revisions()).toEqual(['1 maxmemory 16mb', '3 a typo', '4 maxmemory 32mb']);
    expect([await image(), await setting()]).toEqual([images.redis, '32mb']);

    await world.ok('rollout', 'undo', ...ROLLING, '--to-revision=1');
    await rolledOut();
    expect(await revisions()).toEqual(['3 a typo', '4 maxmemory 32mb', '5 maxmemory 16mb']);
    expect([await image(), await setting()]).toEqual([images.redis, '16mb']);
  });

  test('scaling by hand lasts until the next apply', async () => {
    await world.ok('scale', ...ROLLING, '--replicas=5');
    await rolledOut();
    expect(await podsNamed('rolling')).toHaveLength(5);
    expect(await eventually(() => endpointProblems(world.plane))).toEqual([]);
    await apply('rolling-update-1');
    await rolledOut();
    const problems = await eventually(async () =>
      (await podsNamed('rolling')).length === 3 ? [] : ['not yet'],
    );
    expect(problems).toEqual([]);
  });

  test('the autoscaler finds what it is to scale, and says that it has no metrics', async () => {
    await apply('scaling');
    expect(await runningProblems(world.plane)).toEqual([]);
    const conditions = async () => {
      const path = '{range .status.conditions[*]}{.type}={.status} {.reason}{"\\n"}{end}';
      const read = ['get', 'hpa', 'busy', '-n', NAMESPACE, '-o', `jsonpath=${path}`];
      return (await world.ok(...read)).trim().split('\n');
    };
    const expected = [
      'AbleToScale=True SucceededGetScale',
      'ScalingActive=False FailedGetResourceMetric',
    ];
    const problems = await eventually(async () =>
      JSON.stringify(await conditions()) === JSON.stringify(expected) ? [] : await conditions(),
    );
    expect(problems).toEqual([]);
    expect(await podsNamed('busy')).toHaveLength(1);
  });

  // Only what is measured is made up: one pod at its limit, as by the loop of the exercise, then all at rest.
  test('with metrics it settles at four pods while one is busy, and at one a minute after', async () => {
    let isBusy = true;
    const first = (await podsNamed('busy'))[0]?.metadata.name;
    const metrics = await serveMetrics(world.plane.api, ({ metadata: { name } }) =>
      isBusy && name === first ? '100m' : '0',
    );
    await metrics.register();
    const replicas = async () => (await podsNamed('busy')).length;
    const until = (wanted: number, seconds: number) =>
      eventually(
        async () => ((await replicas()) === wanted ? [] : [`${await replicas()}`]),
        seconds,
      );
    try {
      expect(await until(4, 30)).toEqual([]);
      await sleep(10_000);
      expect(await replicas()).toBe(4);
      isBusy = false;
      expect(await until(1, 90)).toEqual([]);
    } finally {
      await world.ok('delete', 'apiservice', 'v1beta1.metrics.k8s.io');
      await metrics.close();
    }
  }, 180_000);

  test('a pod that asks for more than the restricted level is refused', async () => {
    const { code, stderr } = await world.kubectl(['run', 'root', '--image=root', '-n', NAMESPACE]);
    expect(code).not.toBe(0);
    expect(stderr).toContain('violates PodSecurity "restricted:latest"');
  });

  test('a second apply of every file but the first of the update changes nothing', async () => {
    for (const name of [
      'configuration',
      'sidecar',
      'external-name',
      'rolling-update-1',
      'scaling',
    ]) {
      const stdout = await apply(name);
      expect(
        stdout
          .trim()
          .split('\n')
          .filter((line) => !line.endsWith(' unchanged')),
      ).toEqual([]);
    }
  });

  test('nothing gets in or out, but what a concept needs', async () => {
    expect(await policyProblems(world)).toEqual([]);
  });

  test('deleting the namespace deletes everything', async () => {
    await world.ok('delete', 'namespace', NAMESPACE, '--timeout=60s');
    const all = await readAll<LiveObject>(world.plane.api, '/apis/apps/v1/deployments');
    expect(all.filter(({ metadata }) => metadata.namespace === NAMESPACE)).toEqual([]);
  });

  const apply = async (name: string): Promise<string> => {
    const applied = await world.kubectl(['apply', '-f', `exercises/concept-${name}.k8s.yaml`]);
    expect(applyProblems(applied)).toEqual([]);
    return applied.stdout;
  };

  const rolledOut = () => world.ok('rollout', 'status', ...ROLLING, '--timeout=60s');

  const podsNamed = async (name: string) =>
    (await readAll<LivePod>(world.plane.api, PODS)).filter(
      (pod) => isNamed(pod, name) && isUp(pod),
    );

  const template = (path: string) =>
    world.ok('get', ...ROLLING, '-o', `jsonpath={.spec.template.spec.containers[0].${path}}`);
  const image = () => template('image');
  const setting = () => template('command[-1:]');

  const revisions = async () => {
    const history = await world.ok('rollout', 'history', ...ROLLING);
    const lines = history.trim().split('\n').slice(2);
    return lines.map((line) => line.replaceAll(/\s+/g, ' ').trim());
  };
});

function isNamed({ metadata }: LivePod, name: string): boolean {
  return metadata.labels?.['app.kubernetes.io/name'] === name;
}

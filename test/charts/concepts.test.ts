import { describe, expect, test } from '@jest/globals';
import { capacity } from '../../checks/capacity/capacity.ts';
import { findings } from '../../checks/run.ts';
import type { KubeObject } from '../../output/manifest.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { images } from '../../tables/images.ts';
import { kubernetesVersions, minorNumber } from '../../tables/kubernetes.ts';
import { configOf, options, type Overrides } from '../support/configs.ts';
import { fileOf, find, podsOf } from '../support/objects.ts';

const PREFIX = 'exercises/concept-';

const conceptsOf = (overrides = {}) =>
  synthesize(configOf(overrides)).files.filter(({ path }) => path.startsWith(PREFIX));
const objectsIn = (name: string, overrides = {}) =>
  fileOf(`${PREFIX}${name}.k8s.yaml`, overrides).objects;
const podSpec = (objects: readonly KubeObject[], name: string) =>
  find<{ spec: { template: { spec: PodSpec } } }>(objects, 'Deployment', name).spec.template.spec;

interface PodSpec {
  readonly containers: readonly Fields[];
  readonly initContainers?: readonly Fields[];
  readonly volumes?: readonly Fields[];
}

type Fields = Readonly<Record<string, unknown>>;

describe('every concept', () => {
  test('is a file of its own, applied by nothing but its reader', () => {
    expect(conceptsOf().map(({ path, alternative }) => [path, alternative])).toEqual(
      ['configuration', 'sidecar', 'external-name', 'rolling-update-1', 'rolling-update-2']
        .map((name) => [`${PREFIX}${name}.k8s.yaml`, true])
        .concat([[`${PREFIX}scaling.k8s.yaml`, true]]),
    );
  });

  test('can be applied alone: it brings its namespace, which enforces the restricted level', () => {
    for (const { objects } of conceptsOf()) {
      expect(objects[0]).toMatchObject({
        kind: 'Namespace',
        metadata: {
          name: 'concepts',
          labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
        },
      });
      const others = objects.slice(1).map(({ metadata }) => metadata.namespace);
      expect(new Set(others)).toEqual(new Set(['concepts']));
    }
  });

  test('needs no image besides the shop’s own, and takes it from a mirror where there is one', () => {
    const used = (overrides = {}) =>
      new Set(
        conceptsOf(overrides)
          .flatMap(({ objects }) => podsOf(objects))
          .flatMap(({ containers }) => containers.map(({ image }) => image)),
      );
    expect(used()).toEqual(new Set([images.redis]));
    expect(used(options.mirror)).toEqual(
      new Set([`111122223333.dkr.ecr.us-west-2.amazonaws.com/mirror/${images.redis}`]),
    );
  });

  // As the checks see them: the exercises count as applied here, and so does the update that replaces the first.
  const applied = (overrides: Overrides, scaledTo: number) => {
    const subject = synthesize(configOf(overrides));
    const files = subject.files
      .filter(({ path }) => !path.includes('rolling-update-1'))
      .map((file) =>
        file.path.startsWith(PREFIX)
          ? {
              ...file,
              alternative: false,
              objects: file.objects
                .filter(({ kind }) => kind !== 'Namespace')
                .map(scaled(scaledTo)),
            }
          : file,
      );
    return { ...subject, files };
  };

  test('fits beside everything else on the fewest nodes, all of them at once and scaled up', () => {
    expect(capacity(applied({}, 5))).toEqual([]);
    // The same arithmetic says no when there are too many of them.
    expect(capacity(applied({}, 60))).not.toEqual([]);
  });

  test.each(['no shop', 'no jenkins', 'no ingress', 'persistent storage'])(
    'passes every check with %s',
    (name) => {
      expect(findings(synthesize(configOf(options[name])))).toEqual([]);
      expect(conceptsOf(options[name])).toHaveLength(6);
    },
  );
});

function scaled(replicas: number) {
  return (object: KubeObject): KubeObject =>
    object.kind === 'Deployment' && ['busy', 'rolling'].includes(object.metadata.name)
      ? { ...object, spec: { ...(object.spec as object), replicas } }
      : object;
}

describe('configuration', () => {
  const objects = objectsIn('configuration');
  const { containers, volumes } = podSpec(objects, 'settings');

  test('comes as a variable and as a file, from the ConfigMap and from the Secret each', () => {
    expect(containers[0]?.env).toEqual([
      {
        name: 'LOG_LEVEL',
        valueFrom: { configMapKeyRef: { name: 'settings', key: 'log-level' } },
      },
      { name: 'REDISCLI_AUTH', valueFrom: { secretKeyRef: { name: 'settings', key: 'password' } } },
    ]);
    expect(volumes).toMatchObject([
      { configMap: { name: 'settings', items: [{ key: 'redis.conf' }] } },
      { secret: { secretName: 'settings', items: [{ key: 'password' }], defaultMode: 0o440 } },
      { emptyDir: {} },
    ]);
  });

  test('has no secret value in the file, and its command at the top', () => {
    expect(objects.map(({ kind }) => kind)).not.toContain('Secret');
    const { comments, prerequisites } = fileOf(`${PREFIX}configuration.k8s.yaml`);
    const [secret] = prerequisites ?? [];
    expect(secret).toMatchObject({ namespace: 'concepts', name: 'settings', keys: ['password'] });
    expect(comments).toContain(secret?.command);
  });

  test('is refused by the checks when nobody is told to make the Secret', () => {
    const { files, ...subject } = synthesize(configOf());
    const unsaid = files.map((file) => ({ ...file, prerequisites: undefined }));
    const found = findings({ ...subject, files: unsaid });
    expect(new Set(found.map(({ check }) => check))).toEqual(new Set(['config-objects']));
    expect(found).toHaveLength(2);
  });
});

describe('the sidecar', () => {
  const cases = kubernetesVersions.map((kubernetes) => ({
    kubernetes,
    native: minorNumber(kubernetes) >= 29,
  }));

  test.each(cases)('on Kubernetes $kubernetes: native is $native', ({ kubernetes, native }) => {
    const spec = podSpec(objectsIn('sidecar', { kubernetes, manifestsOnly: true }), 'sidecar');
    const names = (list: readonly Fields[] = []) => list.map(({ name }) => name);
    expect(names(spec.initContainers)).toEqual(native ? ['log-reader'] : []);
    expect(names(spec.containers)).toEqual(native ? ['orders'] : ['orders', 'log-reader']);
    expect(spec.initContainers?.[0]?.restartPolicy).toBe(native ? 'Always' : undefined);
  });

  test('reads the very volume that the other writes', () => {
    const { initContainers = [], containers, volumes } = podSpec(objectsIn('sidecar'), 'sidecar');
    const mounts = [...initContainers, ...containers].map(({ volumeMounts }) => volumeMounts);
    expect(mounts).toEqual([
      [{ name: 'log', mountPath: '/var/log/shop' }],
      [{ name: 'log', mountPath: '/var/log/shop' }],
    ]);
    expect(volumes).toEqual([{ name: 'log', emptyDir: {} }]);
  });
});

test('the ExternalName Service is a name alone: no selector, no port, no address', () => {
  expect(find(objectsIn('external-name'), 'Service', 'own-address').spec).toEqual({
    type: 'ExternalName',
    externalName: 'checkip.amazonaws.com',
  });
});

test('the two files of the rolling update differ in one argument and in the cause that history shows', () => {
  const [first, second] = ['1', '2'].map((n) => JSON.stringify(objectsIn(`rolling-update-${n}`)));
  expect(first).not.toBe(second);
  expect(first?.match(/16mb/g)).toHaveLength(2);
  expect(first?.replaceAll('16mb', '32mb')).toBe(second);
});

test('one busy loop makes the autoscaler settle at four pods, below its limit', () => {
  const objects = objectsIn('scaling');
  const [container] = podsOf(objects)[0]?.containers ?? [];
  const { spec } = find<{ spec: Scaler }>(objects, 'HorizontalPodAutoscaler', 'busy');
  const milli = (quantity = '') => Number(/^(\d+)m$/.exec(quantity)?.[1]);
  const loop = milli(container?.resources?.limits?.cpu);
  const aim =
    milli(container?.resources?.requests?.cpu) *
    (spec.metrics[0].resource.target.averageUtilization / 100);
  expect(loop / aim).toBe(4);
  expect(spec.maxReplicas).toBeGreaterThan(4);
  expect(find(objects, 'Deployment', 'busy').spec).not.toHaveProperty('replicas');
});

interface Scaler {
  readonly maxReplicas: number;
  readonly metrics: readonly [{ resource: { target: { averageUtilization: number } } }];
}

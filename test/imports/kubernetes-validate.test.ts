import { describe, expect, test } from '@jest/globals';
import { lookup, validateFields } from '../../imports/kubernetes-schema/index.ts';
import {
  defaultKubernetes,
  type KubernetesVersion,
  kubernetesVersions,
  newestKubernetes,
  oldestKubernetes,
} from '../../tables/kubernetes.ts';

const container = { name: 'web', image: 'nginx:1.29' };

const deployment = (parts: object = {}, spec: object = {}, containerParts: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { name: 'web' } },
    template: {
      metadata: { labels: { name: 'web' } },
      spec: { containers: [{ ...container, ...containerParts }] },
    },
    ...spec,
  },
  ...parts,
});

const inContainer = ['spec', 'template', 'spec', 'containers', 0];

const problemsOf = (object: unknown) =>
  validateFields(defaultKubernetes, object).map(({ path, problem, suggestion }) => ({
    path: path.join('.'),
    problem,
    ...(suggestion !== undefined && { suggestion }),
  }));

describe('validateFields accepts', () => {
  test.each(kubernetesVersions)('a Deployment in %s', (minor) => {
    expect(validateFields(minor, deployment())).toEqual([]);
  });

  test.each([
    ['nulls', deployment({ status: null }, { replicas: null })],
    ['undefined fields', deployment({ status: undefined })],
    ['a null creationTimestamp', deployment({ metadata: { creationTimestamp: null } })],
    ['quantities as numbers and strings', requests({ cpu: 0.5, memory: '64Mi', x: 2, y: '1e3' })],
    ['an integer and a percentage', rollingUpdate({ maxSurge: 1, maxUnavailable: '25%' })],
    ['an unfinished status', deployment({ status: { conditions: [{}] } })],
    ['base64', { apiVersion: 'v1', kind: 'Secret', data: { a: 'aGVsbG8=' } }],
    ['custom resources', { apiVersion: 'example.com/v1', kind: 'Thing', anything: 1 }],
    [
      'custom resources of *.k8s.io',
      { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' },
    ],
    ['a policy for all pods', networkPolicy({ policyTypes: ['Ingress'] })],
    ['free objects', { apiVersion: 'apps/v1', kind: 'ControllerRevision', data: { any: [1] } }],
  ])('%s', (_, object) => {
    expect(problemsOf(object)).toEqual([]);
  });
});

describe('validateFields refuses', () => {
  test('a misspelt field', () => {
    expect(problemsOf(deployment({}, { replica: 2 }))).toEqual([
      { path: 'spec.replica', problem: 'unknown field', suggestion: 'replicas' },
    ]);
  });

  test('a field in the wrong case', () => {
    expect(problemsOf(deployment({}, {}, { imagepullpolicy: 'Always' }))).toEqual([
      {
        path: [...inContainer, 'imagepullpolicy'].join('.'),
        problem: 'unknown field',
        suggestion: 'imagePullPolicy',
      },
    ]);
  });

  test('a field that only other minors have', () => {
    const schemaOf = (minor: KubernetesVersion) => {
      const spec = lookup(minor, 'v1', 'Pod')?.schema.fields.get('spec');
      return spec?.is === 'struct' ? [...spec.schema().fields] : [];
    };
    const old = new Map(schemaOf(oldestKubernetes));
    const [field] = schemaOf(newestKubernetes).find(
      ([name, type]) => !old.has(name) && type.is === 'string',
    )!;
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      spec: { containers: [container], [field]: 'x' },
    };
    expect(validateFields(newestKubernetes, pod)).toEqual([]);
    const [problem] = validateFields(oldestKubernetes, pod);
    expect(problem?.expected).toMatch(`a field of PodSpec (${field} exists from 1.`);
    const [, since] = /from (1\.\d+) on/.exec(problem?.expected ?? '') ?? [];
    expect(new Map(schemaOf(since as KubernetesVersion)).has(field)).toBe(true);
  });

  test.each([
    ['a number for a string', { env: [{ name: 'PORT', value: 8080 }] }, 'env.0.value', '"8080"'],
    ['a boolean for a string', { env: [{ name: 'X', value: true }] }, 'env.0.value', '"true"'],
    ['a string for a number', { ports: [{ containerPort: '80' }] }, 'ports.0.containerPort', '80'],
    ['a string for a boolean', { tty: 'True' }, 'tty', 'true'],
    ['bytes', { resources: { limits: { memory: '512MB' } } }, 'resources.limits.memory', '512M'],
    ['small units', { resources: { limits: { memory: '1gi' } } }, 'resources.limits.memory', '1Gi'],
    ['a space', { resources: { limits: { cpu: '500 m' } } }, 'resources.limits.cpu', '500m'],
  ])('%s, and says what was meant', (_, parts, path, suggestion) => {
    expect(problemsOf(deployment({}, {}, parts))).toEqual([
      { path: [...inContainer, path].join('.'), problem: 'wrong type', suggestion },
    ]);
  });

  test.each([
    ['a fraction for an integer', { ports: [{ containerPort: 80.5 }] }, 'ports.0.containerPort'],
    ['a number that is too large', { ports: [{ containerPort: 3e9 }] }, 'ports.0.containerPort'],
    ['a string for a list', { args: '--verbose' }, 'args'],
    ['a list for an object', { resources: [] }, 'resources'],
    ['an object for a list', { env: { A: 'b' } }, 'env'],
    ['a string for an object', { livenessProbe: 'yes' }, 'livenessProbe'],
    ['words for a quantity', { resources: { limits: { cpu: 'half' } } }, 'resources.limits.cpu'],
    ['a fraction of a port', { startupProbe: { grpc: { port: 1.5 } } }, 'startupProbe.grpc.port'],
  ])('%s', (_, parts, path) => {
    expect(problemsOf(deployment({}, {}, parts))).toEqual([
      { path: [...inContainer, path].join('.'), problem: 'wrong type' },
    ]);
  });

  test('clear text in the data of a Secret', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', data: { password: 'my secret' } };
    expect(validateFields(defaultKubernetes, secret)).toEqual([
      {
        path: ['data', 'password'],
        problem: 'wrong type',
        value: 'my secret',
        expected: 'a string in base64',
      },
    ]);
  });

  test('missing fields, also those that are null', () => {
    const noName = deployment({}, { selector: null }, { name: undefined });
    expect(validateFields(defaultKubernetes, noName)).toEqual([
      {
        path: [...inContainer, 'name'],
        problem: 'missing field',
        value: undefined,
        expected: 'a string, which Container needs',
      },
      {
        path: ['spec', 'selector'],
        problem: 'missing field',
        value: undefined,
        expected: 'an object, which DeploymentSpec needs',
      },
    ]);
  });

  test.each([
    ['a misspelt kind', 'apps/v1', 'Deploymnet', 'kind', 'Deployment'],
    ['a kind in the wrong case', 'v1', 'configmap', 'kind', 'ConfigMap'],
    ['a removed version', 'extensions/v1beta1', 'Deployment', 'apiVersion', 'apps/v1'],
    ['the wrong group', 'v1', 'Deployment', 'apiVersion', 'apps/v1'],
    ['a misspelt group', 'rbac.k8s.io/v1', 'Role', 'apiVersion', 'rbac.authorization.k8s.io/v1'],
    ['a kind of nowhere', 'v1', 'Spaceship', 'kind', undefined],
    ['a removed kind', 'policy/v1beta1', 'PodSecurityPolicy', 'apiVersion', undefined],
  ])('%s', (_, apiVersion, kind, path, suggestion) => {
    expect(problemsOf({ apiVersion, kind })).toEqual([
      { path, problem: 'unknown kind', ...(suggestion && { suggestion }) },
    ]);
  });

  test.each([null, undefined, 'text', 7, []])('%p, which is not an object', (value) => {
    expect(problemsOf(value)).toEqual([{ path: '', problem: 'wrong type' }]);
  });

  test('an object without apiVersion and with a number for its kind', () => {
    expect(problemsOf({ kind: 7 })).toEqual([
      { path: 'apiVersion', problem: 'missing field' },
      { path: 'kind', problem: 'wrong type' },
    ]);
  });

  test('all at once, in lists too', () => {
    const pod = { spec: { container: [] } };
    const list = { apiVersion: 'v1', kind: 'List', items: [deployment(), deployment({ sepc: 1 })] };
    expect(problemsOf(list).map(({ path }) => path)).toEqual(['items.1.sepc']);
    expect(problemsOf({ apiVersion: 'v1', kind: 'PodList', items: [pod] })).toEqual([
      { path: 'items.0.spec.container', problem: 'unknown field', suggestion: 'containers' },
      { path: 'items.0.spec.containers', problem: 'missing field' },
    ]);
  });
});

function requests(resources: object) {
  return deployment({}, {}, { resources: { requests: resources } });
}

function rollingUpdate(parameters: object) {
  return deployment({}, { strategy: { type: 'RollingUpdate', rollingUpdate: parameters } });
}

function networkPolicy(spec: object) {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec };
}

import type { ApiRequest } from '../../../../control-plane/control-plane.ts';
import { matches } from '../../../../checks/selectors.ts';
import { at, fields, list } from '../../../../checks/values.ts';
import type { KubeObject } from '../../../../output/manifest.ts';
import { synthesize } from '../../../../synth/synthesize.ts';
import { configOf, type Overrides } from '../../../support/configs.ts';

type Objects = KubeObject[];

const groups: Readonly<Record<string, string>> = {
  Service: '/api/v1',
  Pod: '/api/v1',
  Node: '/api/v1',
  Namespace: '/api/v1',
  ConfigMap: '/api/v1',
  Secret: '/api/v1',
  EndpointSlice: '/apis/discovery.k8s.io/v1',
  NetworkPolicy: '/apis/networking.k8s.io/v1',
  Ingress: '/apis/networking.k8s.io/v1',
  IngressClass: '/apis/networking.k8s.io/v1',
};

const started = '2026-11-29T08:00:00Z';

/** Everything that a cluster file makes, each object once. */
export function objectsOf(overrides: Overrides = {}): Objects {
  const objects = synthesize(configOf(overrides)).files.flatMap((file) => file.objects);
  const byName = new Map<string, KubeObject>();
  for (const object of objects) {
    const { namespace, name } = object.metadata;
    const key = `${object.kind} ${namespace}/${name}`;
    if (!byName.has(key)) byName.set(key, structuredClone(object));
  }
  return [...byName.values()];
}

/** Objects as they are once everything runs: with a pod of each workload, and the endpoints of each Service. */
export function stoodUp(objects: readonly KubeObject[]): Objects {
  const pods = objects.flatMap(podOf);
  const kubeSystem = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'kube-system',
      uid: 'cluster-1',
      labels: { 'kubernetes.io/metadata.name': 'kube-system' },
    },
  };
  const all: Objects = [kubeSystem as KubeObject, ...objects.map(named), ...pods, ...dns];
  const services = all.filter(({ kind }) => kind === 'Service');
  return [...all, ...services.flatMap((service) => slicesOf(service, all))];
}

/** An API server's answers for objects that can be changed meanwhile; it only reads. */
export function apiOf(objects: Objects): ApiRequest {
  return async (_, path) => {
    const [kind = '', , name] = kindIn(path);
    const [, namespace] = /\/namespaces\/([^/]+)\/./.exec(path) ?? [];
    const found = objects.filter(
      (object) =>
        pathOf(object.kind) === kind &&
        (namespace === undefined || object.metadata.namespace === namespace) &&
        (name === undefined || object.metadata.name === name),
    );
    if (name === undefined) return { status: 200, body: { items: found } };
    return found[0] ? { status: 200, body: found[0] } : { status: 404, body: {} };
  };
}

function kindIn(path: string): [string, undefined, string | undefined] {
  const [plain = ''] = path.split('?');
  const match = /^(.*?\/v1)(?:\/namespaces\/[^/]+(?=\/.))?\/([a-z]+)(?:\/([^/]+))?$/.exec(plain);
  return [`${match?.[1]}/${match?.[2]}`, undefined, match?.[3]];
}

function pathOf(kind: string): string {
  const plural = /[sx]s$/.test(kind)
    ? `${kind}es`
    : kind === 'NetworkPolicy'
      ? 'NetworkPolicies'
      : `${kind}s`;
  return `${groups[kind]}/${plural.toLowerCase()}`;
}

function named(object: KubeObject): KubeObject {
  if (object.kind !== 'Namespace') return object;
  const { name, labels } = object.metadata;
  return {
    ...object,
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } },
  };
}

function podOf(object: KubeObject): KubeObject[] {
  if (!['Deployment', 'StatefulSet'].includes(object.kind)) {
    return object.kind === 'Pod' ? [running(object)] : [];
  }
  const template = fields(at(object, 'spec', 'template'));
  const { name, namespace } = object.metadata;
  const metadata = {
    name: `${name}-0a1b2c3d4e-x5y6z`,
    namespace,
    labels: at(template, 'metadata', 'labels'),
  };
  return [running({ apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec } as KubeObject)];
}

function running(pod: KubeObject): KubeObject {
  const statusOf = (key: string) =>
    list(at(pod, 'spec', key)).map((one) => ({
      name: fields(one).name,
      state: { running: { startedAt: started } },
    }));
  const status = {
    phase: 'Running',
    startTime: started,
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: statusOf('containers'),
    initContainerStatuses: statusOf('initContainers'),
  };
  Object.assign(pod, { status });
  Object.assign(fields(pod.spec), { nodeName: 'node-1' });
  return pod;
}

/** The endpoints of a Service, as the control plane works them out. */
export function slicesOf(service: KubeObject, objects: Objects): KubeObject[] {
  const { name, namespace } = service.metadata;
  const selector = at(service, 'spec', 'selector');
  if (selector === undefined) return [];
  const pods = objects.filter(
    ({ kind, metadata }) =>
      kind === 'Pod' &&
      metadata.namespace === namespace &&
      matches({ matchLabels: selector }, metadata.labels ?? {}),
  );
  const portsOf = (pod: KubeObject) =>
    list(at(service, 'spec', 'ports')).flatMap((value) => {
      const port = fields(value);
      const target = port.targetPort ?? port.port;
      const own = list(at(pod, 'spec', 'containers')).flatMap((one) => list(at(one, 'ports')));
      const number =
        typeof target === 'number'
          ? target
          : own.map(fields).find((each) => each.name === target)?.containerPort;
      return number === undefined ? [] : [{ name: port.name ?? '', port: number }];
    });
  return pods.map(
    (pod) =>
      ({
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          name: `${name}-abcde`,
          namespace,
          labels: { 'kubernetes.io/service-name': name },
        },
        ports: portsOf(pod),
        endpoints: [{ conditions: { ready: true }, targetRef: { name: pod.metadata.name } }],
      }) as unknown as KubeObject,
  );
}

const dns: Objects = [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kube-dns', namespace: 'kube-system' },
    spec: {
      clusterIP: '10.100.0.10',
      selector: { 'k8s-app': 'kube-dns' },
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, protocol: 'TCP' },
      ],
    },
  },
  running({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'coredns-1', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    spec: {
      containers: [
        {
          name: 'coredns',
          image: 'eks/coredns',
          ports: [{ containerPort: 53, protocol: 'UDP', name: 'dns' }],
        },
      ],
    },
  } as KubeObject),
] as Objects;

import { once } from 'node:events';
import { createServer } from 'node:https';
import { Authority } from '../../../control-plane/certificates.ts';
import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import { listenHere } from '../../../control-plane/ports.ts';
import { formatCpu, parseMillicores } from '../../../checks/capacity/quantities.ts';
import { list } from '../../../checks/values.ts';
import { type LiveNode, type LivePod, readAll } from '../../shared/live-objects.ts';

const NAMESPACE = 'kube-system';
const NAME = 'metrics-server-played';
const GROUP = 'metrics.k8s.io';
const ROOT = `/apis/${GROUP}/v1beta1`;
const SERVICE = `/api/v1/namespaces/${NAMESPACE}/services`;
const API_SERVICE = '/apis/apiregistration.k8s.io/v1/apiservices';

/** The CPU that a pod uses, as metrics-server would have measured it. */
export type Usage = (pod: LivePod) => string;

export interface Metrics {
  /** Tells the API server where they are, unless it knows. */
  register(): Promise<void>;
  close(): Promise<void>;
}

/** Serves metrics-server's API behind the API server. */
export async function serveMetrics(api: ApiRequest, usage: Usage): Promise<Metrics> {
  const authority = new Authority(NAME);
  const { key, certificate } = authority.server(NAME, [`${NAME}.${NAMESPACE}.svc`]);
  const server = createServer({ key, cert: certificate }, (request, response) => {
    answer(api, usage, request.url ?? '').then(
      ({ status, body }) =>
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(JSON.stringify(body)),
      () => response.writeHead(500).end(),
    );
  });
  const port = await listenHere(server);
  let isThere = false;
  return {
    register: async () => {
      isThere ||= await registered(api, port, authority.certificate);
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

// The API server asks an ExternalName Service's host itself, which may be this computer.
async function registered(api: ApiRequest, port: number, ca: string): Promise<boolean> {
  await api('POST', SERVICE, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: NAME, namespace: NAMESPACE },
    spec: { type: 'ExternalName', externalName: 'localhost' },
  });
  const spec = {
    group: GROUP,
    version: 'v1beta1',
    groupPriorityMinimum: 100,
    versionPriority: 100,
    caBundle: Buffer.from(ca).toString('base64'),
    service: { name: NAME, namespace: NAMESPACE, port },
  };
  const metadata = { name: `v1beta1.${GROUP}` };
  const object = { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata, spec };
  const made = await api('POST', API_SERVICE, object);
  if (made.status === 201) return true;
  // One of an earlier start has that one's port.
  const changed = await api('PATCH', `${API_SERVICE}/${metadata.name}`, { spec });
  return changed.status === 200;
}

async function answer(
  api: ApiRequest,
  usage: Usage,
  url: string,
): Promise<{ status: number; body: unknown }> {
  const { pathname, searchParams } = new URL(url, 'https://localhost');
  if (pathname === ROOT) return { status: 200, body: resources };
  const selector = encodeURIComponent(searchParams.get('labelSelector') ?? '');
  const [, namespace, kind, name] =
    /^\/apis\/[^/]+\/v1beta1(?:\/namespaces\/([^/]+))?\/(pods|nodes)(?:\/([^/]+))?$/.exec(
      pathname,
    ) ?? [];
  if (kind === undefined) return { status: 404, body: {} };
  const where = namespace ? `/namespaces/${namespace}` : '';
  const path = `/api/v1${where}/${kind}?labelSelector=${selector}`;
  const items =
    kind === 'pods'
      ? (await readAll<LivePod>(api, path))
          .filter(isRunning)
          .map((pod) => podMetrics(pod, usage(pod)))
      : await metricsOfNodes(api, path, usage);
  const found = items.find((item) => item.metadata.name === name);
  if (name !== undefined) return { status: found ? 200 : 404, body: found ?? {} };
  return { status: 200, body: listOf(kind, items) };
}

function listOf(kind: string, items: readonly object[]): object {
  const listKind = kind === 'pods' ? 'PodMetricsList' : 'NodeMetricsList';
  return { kind: listKind, apiVersion: `${GROUP}/v1beta1`, metadata: {}, items };
}

function isRunning({ status }: LivePod): boolean {
  return status.phase === 'Running';
}

function podMetrics(pod: LivePod, cpu: string) {
  const { name, namespace, labels } = pod.metadata;
  const [first, ...more] = list(pod.spec.containers) as { name: string }[];
  const used = [{ name: first?.name, usage: { cpu, memory: '0' } }];
  const rest = more.map((container) => ({ name: container.name, usage: idle }));
  return {
    kind: 'PodMetrics',
    metadata: { name, namespace, labels },
    ...now(),
    containers: [...used, ...rest],
  };
}

const idle = { cpu: '0', memory: '0' };

async function metricsOfNodes(api: ApiRequest, path: string, usage: Usage) {
  const [nodes, pods] = await Promise.all([
    readAll<LiveNode>(api, path),
    readAll<LivePod>(api, '/api/v1/pods'),
  ]);
  return nodes.map((node) =>
    nodeMetrics(
      node,
      pods.filter((pod) => isRunning(pod) && pod.spec.nodeName === node.metadata.name).map(usage),
    ),
  );
}

function nodeMetrics({ metadata: { name, labels } }: LiveNode, used: readonly string[]) {
  const cpu = used.reduce((sum, one) => sum + (parseMillicores(one) ?? 0), 0);
  return {
    kind: 'NodeMetrics',
    metadata: { name, namespace: undefined, labels },
    ...now(),
    usage: { ...idle, cpu: formatCpu(cpu) },
  };
}

function now() {
  return { timestamp: new Date().toISOString(), window: '1s' };
}

const resources = {
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: `${GROUP}/v1beta1`,
  resources: [
    ['pods', 'PodMetrics', true],
    ['nodes', 'NodeMetrics', false],
  ].map(([name, kind, namespaced]) => ({
    name,
    singularName: '',
    namespaced,
    kind,
    verbs: ['get', 'list'],
  })),
};

import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Authority } from '../../../control-plane/certificates.ts';
import { type LivePod, readAll } from '../../../scripts/rehearse/live.ts';
import { eventually } from './eventually.ts';
import type { World } from './world.ts';

const NAMESPACE = 'kube-system';
const NAME = 'metrics-stand-in';
const GROUP = 'metrics.k8s.io';
const ROOT = `/apis/${GROUP}/v1beta1`;

/** What a pod of a namespace uses, as metrics-server would have measured it. */
export type Usage = (
  pod: LivePod,
) => { readonly container: string; readonly cpu: string } | undefined;

export interface MetricsStandIn {
  stop(): Promise<void>;
}

/** Serves the API of metrics-server behind the API server: the control plane is real, only the measuring isn't. */
export async function standInForMetrics(world: World, usage: Usage): Promise<MetricsStandIn> {
  const authority = new Authority(NAME);
  const { key, certificate } = authority.server(NAME, [`${NAME}.${NAMESPACE}.svc`]);
  const server = createServer({ key, cert: certificate }, (request, response) => {
    answer(world, usage, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await register(world, (server.address() as AddressInfo).port, authority.certificate);
  return {
    stop: async () => {
      await world.kubectl(['delete', 'apiservice', `v1beta1.${GROUP}`]);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

// The API server asks an ExternalName Service's host itself, which may be this machine.
async function register({ kubectl, plane }: World, port: number, ca: string): Promise<void> {
  const items = [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: NAME, namespace: NAMESPACE },
      spec: { type: 'ExternalName', externalName: 'localhost' },
    },
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: `v1beta1.${GROUP}` },
      spec: {
        group: GROUP,
        version: 'v1beta1',
        groupPriorityMinimum: 100,
        versionPriority: 100,
        caBundle: Buffer.from(ca).toString('base64'),
        service: { name: NAME, namespace: NAMESPACE, port },
      },
    },
  ];
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const { code, stderr } = await kubectl(['apply', '-f', '-'], input);
  if (code !== 0) throw new Error(stderr);
  const problems = await eventually(async () => {
    const { status } = await plane.api('GET', `${ROOT}/namespaces/default/pods`);
    return status === 200 ? [] : [`${ROOT} answers ${status}`];
  }, 30);
  if (problems.length > 0) throw new Error(problems.join());
}

async function answer(
  { plane }: World,
  usage: Usage,
  { url = '' }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(url, 'https://localhost');
  const [, namespace] = /\/namespaces\/([^/]+)\/pods$/.exec(pathname) ?? [];
  if (!namespace) return send(response, pathname === ROOT ? 200 : 404, resources);
  const selector = encodeURIComponent(searchParams.get('labelSelector') ?? '');
  const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=${selector}`;
  const pods = await readAll<LivePod>(plane.api, path);
  const items = pods.flatMap((pod) => metricsOf(pod, usage(pod)) ?? []);
  send(response, 200, {
    kind: 'PodMetricsList',
    apiVersion: `${GROUP}/v1beta1`,
    metadata: {},
    items,
  });
}

function metricsOf({ metadata: { name, namespace, labels } }: LivePod, used: ReturnType<Usage>) {
  return (
    used && {
      metadata: { name, namespace, labels },
      timestamp: new Date().toISOString(),
      window: '1s',
      containers: [{ name: used.container, usage: { cpu: used.cpu, memory: '8Mi' } }],
    }
  );
}

const resources = {
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: `${GROUP}/v1beta1`,
  resources: [
    {
      name: 'pods',
      singularName: '',
      namespaced: true,
      kind: 'PodMetrics',
      verbs: ['get', 'list'],
    },
  ],
};

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

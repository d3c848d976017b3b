import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { at } from '../../../checks/values.ts';
import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import type { KubeObject } from '../../../output/manifest.ts';
import { serveMetrics } from '../../../scripts/practice/pods/metrics.ts';
import { apiOf } from './support/stood-up.ts';

test('a node uses what its running pods use together', async () => {
  const objects = [
    { kind: 'Node', metadata: { name: 'node-1' } },
    { kind: 'Node', metadata: { name: 'node-2' } },
    pod('a', 'node-1', 'Running'),
    pod('b', 'node-1', 'Running'),
    pod('c', 'node-1', 'Succeeded'),
    pod('d', 'node-2', 'Pending'),
  ] as unknown as KubeObject[];
  const read = apiOf(objects);
  let service: unknown;
  const api: ApiRequest = async (method, path, body) => {
    if (method !== 'POST') return read(method, path, body);
    service = body;
    return { status: 201, body: {} };
  };
  const metrics = await serveMetrics(api, () => '100m');
  await metrics.register();
  const nodes = at(await asked(service), 'items') as {
    metadata: { name: string };
    usage: object;
  }[];
  await metrics.close();
  expect(nodes.map(({ metadata: { name }, usage }) => [name, usage])).toEqual([
    ['node-1', { cpu: '200m', memory: '0' }],
    ['node-2', { cpu: '0m', memory: '0' }],
  ]);
});

function pod(name: string, nodeName: string, phase: string): object {
  const spec = { nodeName, containers: [{ name }] };
  return { kind: 'Pod', metadata: { name, namespace: 'default' }, spec, status: { phase } };
}

async function asked(service: unknown): Promise<unknown> {
  const request = get({
    host: '127.0.0.1',
    port: Number(at(service, 'spec', 'service', 'port')),
    path: '/apis/metrics.k8s.io/v1beta1/nodes',
    rejectUnauthorized: false,
  });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  return JSON.parse(await text(answer)) as unknown;
}

import { readdirSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { findBinary, findFiles } from '../../../control-plane/binaries.ts';
import { Authority } from '../../../control-plane/certificates.ts';
import { freePort } from '../../../control-plane/ports.ts';
import { at, list } from '../../../checks/values.ts';
import { readAll } from '../../../scripts/shared/live-objects.ts';
import type { World } from './world.ts';

/** The API server's flag by which it finds the kubelets that `servePorts` plays. */
export const PORT_FORWARD_FLAG = '--kubelet-preferred-address-types=ExternalDNS';

/** A web server on loopback that answers every path; it stands for the process in a pod. */
export async function startPage(
  page: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const server = createHttpServer((_, response) => response.writeHead(200, headers).end(page));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The port that a server was given. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/**
 * Makes kubectl port-forward work: every node's kubelet is a kwok that leads the pods' ports to servers on
 * loopback. kubectl, the API server and the protocol between them are real.
 */
export async function servePorts(
  { plane }: World,
  servers: Readonly<Record<number, Server>>,
): Promise<void> {
  const port = await freePort();
  const { key, certificate } = new Authority('kubelets').server('kubelet', ['127.0.0.1']);
  const path = (name: string) => join(plane.folder, name);
  writeFileSync(path('kubelet.key'), key);
  writeFileSync(path('kubelet.crt'), certificate);
  writeFileSync(path('port-forward.json'), JSON.stringify(forwards(servers)));
  const stages = findFiles('kwok', 'stages');
  plane.run('kubelets', await findBinary('kwok', 'kwok'), [
    `--kubeconfig=${plane.kubeconfig}`,
    '--manage-all-nodes=false',
    '--manage-nodes-with-annotation-selector=nobody=nothing',
    `--server-address=127.0.0.1:${port}`,
    `--tls-cert-file=${path('kubelet.crt')}`,
    `--tls-private-key-file=${path('kubelet.key')}`,
    ...readdirSync(stages).map((file) => `--config=${join(stages, file)}`),
    `--config=${path('port-forward.json')}`,
  ]);
  for (const node of await readAll(plane.api, '/api/v1/nodes')) {
    const addresses = list(at(node, 'status', 'addresses'));
    await plane.api('PATCH', `/api/v1/nodes/${node.metadata.name}/status`, {
      status: {
        addresses: [...addresses, { type: 'ExternalDNS', address: '127.0.0.1' }],
        daemonEndpoints: { kubeletEndpoint: { Port: port } },
      },
    });
  }
}

function forwards(servers: Readonly<Record<number, Server>>): object {
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'ClusterPortForward',
    metadata: { name: 'all' },
    spec: {
      forwards: Object.entries(servers).map(([port, server]) => ({
        ports: [Number(port)],
        target: { address: '127.0.0.1', port: portOf(server) },
      })),
    },
  };
}

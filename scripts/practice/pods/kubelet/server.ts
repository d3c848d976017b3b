import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { Authority } from '../../../../control-plane/certificates.ts';
import { listenHere } from '../../../../control-plane/ports.ts';
import { takeExec } from './exec.ts';
import type { Kubelet, Where } from './kubelet.ts';
import { takeLogs } from './logs.ts';
import { takePortForward } from './port-forward.ts';
import { refuse } from './upgrade.ts';

const PLAYED = 'practice plays logs, exec and port-forward alone';

export interface KubeletServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves what an API server asks kubelets for, on loopback: logs, exec and port-forward. */
export async function serveKubelet(kubelet: Kubelet): Promise<KubeletServer> {
  const { key, certificate } = new Authority('practice').server('kubelet', ['localhost']);
  const sockets = new Set<Duplex>();
  const server = createServer({ key, cert: certificate }, (request, response) => {
    void answer(kubelet, request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) =>
    upgrade(kubelet, request, socket),
  );
  server.on('secureConnection', (socket: Duplex) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return {
    port: await listenHere(server),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function answer(
  kubelet: Kubelet,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '', 'https://localhost');
  const where = whereOf(url, 'containerLogs');
  if (where) {
    return takeLogs((...asked) => kubelet.log(...asked), where, url.searchParams, response);
  }
  response.writeHead(404).end(PLAYED);
}

function upgrade(kubelet: Kubelet, request: IncomingMessage, socket: Duplex): void {
  const url = new URL(request.url ?? '', 'https://localhost');
  const protocols = String(request.headers['x-stream-protocol-version'] ?? '').split(/,\s*/);
  const exec = whereOf(url, 'exec');
  const forward = whereOf(url, 'portForward');
  if (exec)
    takeExec((...asked) => kubelet.exec(...asked), exec, url.searchParams, protocols, socket);
  else if (forward) takePortForward((...asked) => kubelet.forward(...asked), forward, socket);
  else refuse(socket, 404, PLAYED);
}

function whereOf({ pathname }: URL, verb: string): Where | undefined {
  const [, first, namespace, pod, ...rest] = pathname.split('/').map(decodeURIComponent);
  if (first !== verb || !namespace || !pod) return undefined;
  const container = rest.at(-1);
  return { namespace, pod, ...(container && { container }) };
}

import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer as createHttpsServer, request } from 'node:https';
import { createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { json } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { Authority } from '../../../control-plane/certificates.ts';
import { listenHere } from '../../../control-plane/ports.ts';
import { knownKubernetes, minorOf } from '../../../tables/kubernetes.ts';

/** The way to a cluster's API: whoever may not come in waits in vain, as on AWS. */
export interface Door {
  /** Where it is. */
  readonly url: string;
  /** Who vouches for it, PEM. */
  readonly ca: string;
  close(): Promise<void>;
}

/** What is behind a door. */
export interface Behind {
  /** The API server, once it runs. */
  readonly server: () => { readonly port: number; readonly ca: string } | undefined;
  readonly letsIn: () => boolean;
  /** The minor version that the cluster has: the server itself tells that of its program. */
  readonly version: () => string;
}

const HERE = '127.0.0.1';

/** Opens a door on a port of this computer. */
export async function openDoor(behind: Behind): Promise<Door> {
  const authority = new Authority('practice');
  const { key, certificate } = authority.server('kube-apiserver', [HERE]);
  const agent = new Agent({ keepAlive: true });
  // HTTP/2 would take one connection for everything, and no other program's streams.
  const inside = createHttpsServer(
    { key, cert: certificate, ALPNProtocols: ['http/1.1'] },
    (asked, answer) => answerIn(behind, agent, asked, answer),
  );
  inside.on('upgrade', (asked, guest, head) => switchTo(behind, asked, guest, head));
  inside.requestTimeout = 0;
  const guests = new Set<Socket>();
  const outside = createServer((guest) => {
    guests.add(guest);
    guest.on('error', () => {}).on('close', () => guests.delete(guest));
    if (behind.letsIn() && behind.server()) inside.emit('connection', guest);
  });
  const port = await listenHere(outside);
  return {
    url: `https://${HERE}:${port}`,
    ca: authority.certificate,
    close: async () => {
      outside.close();
      for (const guest of guests) guest.destroy();
      agent.destroy();
      await once(outside, 'close');
    },
  };
}

function answerIn(
  { server, version }: Behind,
  agent: Agent,
  asked: IncomingMessage,
  answer: ServerResponse,
): void {
  const { port, ca } = server() ?? { port: 0, ca: '' };
  const { method, url: path = '', headers } = asked;
  const onward = request({ host: HERE, port, ca, method, path, headers, agent }, (given) => {
    if (path.split('?')[0] === '/version' && given.statusCode === 200) {
      void tellVersion(given, answer, version());
      return;
    }
    answer.writeHead(given.statusCode ?? 502, given.headers);
    answer.flushHeaders();
    given.on('error', () => answer.destroy()).pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  answer.on('close', () => onward.destroy());
  asked.pipe(onward);
}

async function tellVersion(given: IncomingMessage, answer: ServerResponse, version: string) {
  const minor = knownKubernetes(version);
  const told = {
    ...((await json(given)) as object),
    ...(minor && {
      major: minor.split('.')[0],
      minor: minor.split('.')[1],
      gitVersion: `v${minorOf(minor).release}`,
    }),
  };
  answer.writeHead(200, { 'content-type': 'application/json' });
  answer.end(JSON.stringify(told));
}

// exec and port-forward switch to a protocol of their own, and are led on as they are.
function switchTo({ server }: Behind, asked: IncomingMessage, guest: Duplex, head: Buffer): void {
  const behind = server();
  guest.on('error', () => {});
  if (!behind) return void guest.destroy();
  const host = connect({ host: HERE, port: behind.port, ca: behind.ca }, () => {
    const lines = [`${asked.method} ${asked.url} HTTP/1.1`];
    for (let at = 0; at < asked.rawHeaders.length; at += 2) {
      lines.push(`${asked.rawHeaders[at]}: ${asked.rawHeaders[at + 1]}`);
    }
    host.write(`${lines.join('\r\n')}\r\n\r\n`);
    host.write(head);
    guest.pipe(host).pipe(guest);
  });
  host.on('error', () => guest.destroy()).on('close', () => guest.destroy());
  guest.on('close', () => host.destroy());
}

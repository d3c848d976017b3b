import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Played } from './answer.ts';
import { ASKED, isHere, REFUSED, refusal } from './refuse.cjs';
import { playedAnswer } from './played.ts';

/** The port on this computer where a name of the outside is played; undefined where it isn't. */
export type PlayedAt = (host: string) => number | undefined;

/**
 * The only way out that programs in practice's shell are shown: it leads to this computer, and refuses everybody else
 * with a sentence.
 */
export function outsideServer(playedAt: PlayedAt) {
  const server = createServer((asked, answer) => {
    const url = asked.headers[ASKED];
    if (typeof url === 'string') write(answer, url, asked.method ?? 'GET');
    else forward(asked, answer);
  });
  server.on('connect', (asked, socket, head) => tunnel(asked, socket as Socket, head, playedAt));
  return server;
}

function write(answer: ServerResponse, url: string, method: string): void {
  const played = playedAnswer(new URL(url)) ?? refused(new URL(url).host);
  answer.writeHead(played.status, { ...played.headers });
  answer.end(method === 'HEAD' ? undefined : played.body);
}

function forward(asked: IncomingMessage, answer: ServerResponse): void {
  const url = URL.canParse(asked.url ?? '') ? new URL(asked.url ?? '') : undefined;
  if (!url || !isHere(url.hostname)) {
    const { status, headers, body } = refused(url?.host ?? String(asked.headers.host));
    answer.writeHead(status, { ...headers }).end(`${body}\n`);
    return;
  }
  const { method, headers } = asked;
  const host = addressOf(url.hostname);
  const onward = request(
    { host, port: url.port || 80, path: url.pathname + url.search, method, headers },
    (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    },
  );
  onward.on('error', (error) => answer.writeHead(502).end(`${url.host}: ${error.message}\n`));
  asked.pipe(onward);
}

function tunnel(asked: IncomingMessage, socket: Socket, head: Buffer, playedAt: PlayedAt): void {
  const { hostname, port } = new URL(`tunnel://${asked.url}`);
  const at = isHere(hostname) ? Number(port) : playedAt(hostname);
  socket.on('error', () => {});
  if (at === undefined) {
    // Programs print what stands after the status.
    socket.end(`HTTP/1.1 403 ${refusal(hostname)}\r\nContent-Length: 0\r\n\r\n`);
    return;
  }
  const onward = connect(at, isHere(hostname) ? addressOf(hostname) : '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    onward.write(head);
    onward.pipe(socket).pipe(onward);
  });
  onward.on('error', () => socket.destroy());
  socket.on('close', () => onward.destroy());
}

// Not every resolver knows that these names are this computer's.
function addressOf(host: string): string {
  return host.endsWith('localhost') ? '127.0.0.1' : host;
}

function refused(host: string): Played {
  const body = refusal(host);
  return { status: 403, headers: { [REFUSED]: body }, body };
}

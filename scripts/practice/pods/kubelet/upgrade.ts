import type { Duplex } from 'node:stream';

/** Begins a SPDY connection on an HTTP one. */
export function accept(socket: Duplex, protocol: string): void {
  socket.write(
    [
      'HTTP/1.1 101 Switching Protocols',
      'Connection: Upgrade',
      'Upgrade: SPDY/3.1',
      `X-Stream-Protocol-Version: ${protocol}`,
      '',
      '',
    ].join('\r\n'),
  );
}

/** Answers in plain HTTP instead. */
export function refuse(socket: Duplex, status: number, why: string): void {
  socket.end(
    [
      `HTTP/1.1 ${status} Refused`,
      'Connection: close',
      'Content-Type: text/plain',
      `Content-Length: ${Buffer.byteLength(why)}`,
      '',
      why,
    ].join('\r\n'),
  );
}

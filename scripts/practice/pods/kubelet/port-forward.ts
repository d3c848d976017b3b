import type { Duplex } from 'node:stream';
import type { Kubelet, Where } from './kubelet.ts';
import { SpdySession, type SpdyStream } from './spdy.ts';
import { accept } from './upgrade.ts';

const PROTOCOL = 'portforward.k8s.io';

/** Takes connections to a pod's ports: each has a stream for its data, and one for what went wrong. */
export function takePortForward(forward: Kubelet['forward'], where: Where, socket: Duplex): void {
  accept(socket, PROTOCOL);
  const errors = new Map<string, SpdyStream>();
  new SpdySession(socket, (stream) => {
    const request = stream.headers.get('requestid') ?? '';
    if (stream.headers.get('streamtype') === 'error') {
      errors.set(request, stream);
      return;
    }
    const port = Number(stream.headers.get('port'));
    const failed = errors.get(request);
    errors.delete(request);
    stream.on('close', () => failed?.end());
    forward(where, port, stream)
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
      .then((why) => {
        if (why === undefined) return;
        failed?.end(why);
        stream.end();
      });
  });
}

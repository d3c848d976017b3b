import { execFileSync } from 'node:child_process';
import { connect, createServer, type Server } from 'node:net';

const known = new Set<string>();

/** Gives the suite's own network an address, so that something can listen on it. */
export function addAddress(address: string): void {
  if (known.has(address)) return;
  execFileSync('ip', ['address', 'add', `${address}/32`, 'dev', 'lo']);
  known.add(address);
}

interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** What kube-proxy does for a Service: passes connections on to its pod. */
export async function passOn(from: Endpoint, to: Endpoint): Promise<Server> {
  addAddress(from.address);
  const server = createServer((incoming) => {
    const onward = connect(to.port, to.address);
    incoming.pipe(onward).pipe(incoming);
    for (const socket of [incoming, onward]) {
      socket.on('error', () => {
        incoming.destroy();
        onward.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(from.port, from.address, resolve));
  return server;
}

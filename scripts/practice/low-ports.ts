import { once } from 'node:events';
import { createServer } from 'node:net';

/** Set where ports below 1024 are not practice's to open: what is at port 80 is then at 20080. */
const LOW_PORTS = 'EKS_PRACTICE_LOW_PORTS';

const HTTP = 80;

/** How much higher a port is that takes the place of one that can't be opened. */
export const MOVED_BY = 20_000;

/** The variable that tells practice's programs where port 80 is, if it is elsewhere. */
export async function lowPorts(): Promise<Readonly<Record<string, string>>> {
  const server = createServer().listen(HTTP, '127.0.0.1');
  try {
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return {};
  } catch {
    return { [LOW_PORTS]: String(MOVED_BY) };
  }
}

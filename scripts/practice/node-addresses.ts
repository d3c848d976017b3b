import { once } from 'node:events';
import { createServer } from 'node:net';

const FIRST = 100;
const MOST = 20;
// Whoever listens here has the range.
const CLAIM = 20_999;

/** Takes the first range of loopback that no other practice on this computer has for its nodes, such as 127.100. */
export async function takeNodeAddresses(): Promise<string> {
  for (let second = FIRST; second < FIRST + MOST; second += 1) {
    const prefix = `127.${second}`;
    if (await isFree(`${prefix}.0.1`)) return prefix;
  }
  return `127.${FIRST}`;
}

// It is kept as long as this process lives. Some systems have no such address unless their user adds it, and so no other
// practice there either.
async function isFree(address: string): Promise<boolean> {
  const server = createServer((guest) => guest.destroy()).unref();
  try {
    server.listen(CLAIM, address);
    await once(server, 'listening');
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EADDRINUSE';
  }
}

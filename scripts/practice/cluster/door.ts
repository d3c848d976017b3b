import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The way to a cluster's API: whoever may not come in waits in vain, as on AWS. */
export interface Door {
  /** Where it is. */
  readonly url: string;
  close(): Promise<void>;
}

/** Opens a door on a port of this computer, before a server on another. */
export async function openDoor(
  port: () => number | undefined,
  letsIn: () => boolean,
): Promise<Door> {
  const guests = new Set<Socket>();
  const server = createServer((guest) => {
    guests.add(guest);
    guest.on('error', () => {}).on('close', () => guests.delete(guest));
    const behind = letsIn() ? port() : undefined;
    if (behind !== undefined) lead(guest, behind);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      for (const guest of guests) guest.destroy();
      await once(server, 'close');
    },
  };
}

function lead(guest: Socket, port: number): void {
  const host = connect(port, '127.0.0.1');
  host.on('error', () => guest.destroy()).on('close', () => guest.destroy());
  guest.on('close', () => host.destroy());
  guest.pipe(host).pipe(guest);
}

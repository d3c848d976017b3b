import type { Socket } from 'node:net';
import { MOVED_BY } from '../low-ports.ts';
import { type Door, refuse } from './doors.ts';
import type { Entrance } from './entrance.ts';
import { hostOf } from './host-of.ts';

// All names below .localhost mean this address.
const ADDRESS = '127.0.0.1';
const HTTPS = 443;

/** A door for each port of the load balancers; several at one port are told apart by the name that is asked for. */
export function frontDoors(entrances: readonly Entrance[]): Door[] {
  const ports = new Set(entrances.flatMap((entrance) => entrance.ports));
  return [...ports].map((port) => {
    const here = entrances.filter((entrance) => entrance.ports.includes(port));
    return {
      address: ADDRESS,
      port,
      or: port + MOVED_BY,
      take: (connection: Socket) => take(connection, port, here),
    };
  });
}

async function take(connection: Socket, port: number, here: readonly Entrance[]): Promise<void> {
  // Nobody has a certificate here: what comes encrypted is only judged.
  const host = port === HTTPS ? undefined : await hostOf(connection);
  const named = here.find((entrance) => entrance.host.toLowerCase() === host);
  // A client may ask for the name of a shop: a real load balancer knows no names. Another's of this computer is none.
  const isForeign = host?.endsWith('.localhost') ?? false;
  const meant = named ?? (here.length === 1 && !isForeign ? here[0] : undefined);
  if (!meant) return refuse(connection);
  await meant.enter(connection, port);
}

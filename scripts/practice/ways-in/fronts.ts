import type { Socket } from 'node:net';
import { MOVED_BY } from '../low-ports.ts';
import { type Door, refuse } from './doors.ts';
import type { Entrance } from './entrance.ts';
import { hostOf } from './host-of.ts';

// All names below .localhost mean this address.
const ADDRESS = '127.0.0.1';
const HTTPS = 443;
const LOWEST_FREE_PORT = 1024;

/** A door for each port of the load balancers; several at one port are told apart by the name that is asked for. */
export function frontDoors(entrances: readonly Entrance[]): Door[] {
  const ports = new Set(entrances.flatMap((entrance) => entrance.ports));
  return [...ports].flatMap((port): Door[] => {
    const here = entrances.filter((entrance) => entrance.ports.includes(port));
    const door = {
      address: ADDRESS,
      port,
      take: (connection: Socket) => take(connection, port, here),
    };
    // Where a low port was not to be had at the start, practice's programs ask higher up, whoever has it by now.
    if (port < LOWEST_FREE_PORT) return [door, { ...door, port: port + MOVED_BY }];
    return [{ ...door, or: port + MOVED_BY }];
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

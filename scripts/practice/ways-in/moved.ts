import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import { MOVED_BY } from '../low-ports.ts';
import { warn } from '../warning.ts';
import type { Door, Moved } from './doors.ts';
import type { Entrance, Say } from './entrance.ts';

/** Says where a port is open that could not be opened at its own place; as an event of what it was made for, too. */
export async function tellMoved(
  api: ApiRequest,
  moved: readonly Moved[],
  wanted: readonly Door[],
  entrances: readonly Entrance[],
  say: Say,
): Promise<void> {
  const failed = new Set(moved.map(({ door }) => door.port));
  for (const each of moved) {
    const higher = each.door.port + MOVED_BY;
    const isHigher = wanted.some(({ port }) => port === higher) && !failed.has(higher);
    const one = { ...each, ...(isHigher && { port: higher }) };
    say(movedLine(one));
    for (const entrance of entrances) {
      if (one.port === undefined || !entrance.ports.includes(one.door.port)) continue;
      const message = `${movedLine(one)}: http://${entrance.host}:${one.port}`;
      await warn(api, entrance.owner, 'PortTaken', message, { component: 'practice' });
    }
  }
}

function movedLine({ door, why, port }: Moved): string {
  const reason = why === 'EACCES' ? 'a normal user may not' : why;
  const instead = port === undefined ? '' : `; it answers at port ${port} instead`;
  return `practice can't open port ${door.port} of ${door.address} (${reason})${instead}`;
}

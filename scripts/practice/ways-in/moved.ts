import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import { warn } from '../warning.ts';
import type { Moved } from './doors.ts';
import type { Entrance, Say } from './entrance.ts';

/** Says where a port is open that could not be opened at its own place; as an event of what it was made for, too. */
export async function tellMoved(
  api: ApiRequest,
  moved: readonly Moved[],
  entrances: readonly Entrance[],
  say: Say,
): Promise<void> {
  for (const one of moved) {
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

import { at } from '../../../checks/values.ts';
import type { ApiRequest } from '../../../control-plane/control-plane.ts';
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
      await event(api, entrance, `${movedLine(one)}: http://${entrance.host}:${one.port}`);
    }
  }
}

function movedLine({ door, why, port }: Moved): string {
  const reason = why === 'EACCES' ? 'a normal user may not' : why;
  const instead = port === undefined ? '' : `; it answers at port ${port} instead`;
  return `practice can't open port ${door.port} of ${door.address} (${reason})${instead}`;
}

async function event(api: ApiRequest, { owner }: Entrance, message: string): Promise<void> {
  const { apiVersion, kind, object } = owner;
  const { name, namespace } = object.metadata;
  const now = new Date().toISOString().replace(/\.\d+/, '');
  await api('POST', `/api/v1/namespaces/${namespace}/events`, {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { generateName: `${name}.`, namespace },
    involvedObject: { apiVersion, kind, name, namespace, uid: at(object, 'metadata', 'uid') },
    type: 'Warning',
    reason: 'PortTaken',
    message,
    source: { component: 'practice' },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
  });
}

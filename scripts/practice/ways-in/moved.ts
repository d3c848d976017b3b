import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import { MOVED_BY } from '../low-ports.ts';
import { type About, warn } from '../warning.ts';
import type { Door, Moved } from './doors.ts';
import type { Entrance, Say } from './entrance.ts';

/** Says which port could not be opened at its own place, and where it is open; as an event of what it was made for, too. */
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
    const line = movedLine(one);
    say(line);
    for (const { owner, host } of behind(one.door, entrances)) {
      const isReached = host !== undefined && one.port !== undefined;
      const message = isReached ? `${line}: http://${host}:${one.port}` : line;
      await warn(api, owner, 'PortTaken', message, { component: 'practice' });
    }
  }
}

function behind(
  { owner, port }: Door,
  entrances: readonly Entrance[],
): { readonly owner: About; readonly host?: string }[] {
  return owner ? [{ owner }] : entrances.filter(({ ports }) => ports.includes(port));
}

function movedLine({ door, why, port }: Moved): string {
  const instead =
    port !== undefined
      ? `; it answers at port ${port} instead`
      : why === IN_USE
        ? '; end that program: practice tries again by itself'
        : '';
  return `practice can't open port ${door.port} of ${door.address} (${inWords(why, door.port)})${instead}`;
}

const IN_USE = 'EADDRINUSE';

function inWords(why: string, port: number): string {
  if (why === 'EACCES') return 'a normal user may not';
  if (why !== IN_USE) return why;
  const show = process.platform === 'darwin' ? `lsof -i :${port}` : 'ss -ltnp';
  return `another program has it: ${show} shows which`;
}

import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { About } from '../warning.ts';

const LONGEST_SILENCE_MS = 130_000;

/** Takes a connection that came through a door. */
export type Take = (connection: Socket) => Promise<void>;

/** Something to listen at: an address of this computer, and a port. */
export interface Door {
  readonly address: string;
  readonly port: number;
  /** Another port, where this one can't be opened. */
  readonly or?: number;
  /** What it was made for, where that is one object. */
  readonly owner?: About;
  readonly take: Take;
}

/** A door that could not be opened at its own port, why, and where it is open instead. */
export interface Moved {
  readonly door: Door;
  readonly why: string;
  readonly port?: number;
}

/** The places of loopback at which a cluster listens, opened and closed as its objects come and go. */
export class Doors {
  private readonly open = new Map<string, Server>();
  private readonly takes = new Map<string, Take>();
  private readonly sockets = new Set<Socket>();
  private readonly told = new Set<string>();

  /** Opens what is wanted and closes the rest; tells, once, which did not open where they should. */
  async set(wanted: readonly Door[]): Promise<Moved[]> {
    const moved: Moved[] = [];
    const keys = new Set(wanted.map(keyOf));
    for (const key of this.open.keys()) if (!keys.has(key)) await this.close(key);
    for (const key of this.told) if (!keys.has(key)) this.told.delete(key);
    for (const door of wanted) {
      this.takes.set(keyOf(door), door.take);
      if (this.open.has(keyOf(door))) continue;
      const why = await this.listen(door, door.port);
      if (why === undefined) continue;
      const isElsewhere = door.or !== undefined && (await this.listen(door, door.or)) === undefined;
      if (!this.told.has(keyOf(door))) {
        moved.push({ door, why, ...(isElsewhere && { port: door.or }) });
      }
      this.told.add(keyOf(door));
    }
    return moved;
  }

  async stop(): Promise<void> {
    for (const key of this.open.keys()) await this.close(key);
    for (const socket of this.sockets) socket.destroy();
  }

  private async listen(door: Door, port: number): Promise<string | undefined> {
    const key = keyOf(door);
    const server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket)).on('error', () => socket.destroy());
      (this.takes.get(key)?.(socket) ?? Promise.resolve()).catch(() => socket.destroy());
    });
    server.listen(port, door.address);
    try {
      await once(server, 'listening');
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? String(error);
    }
    this.open.set(key, server);
    return undefined;
  }

  private async close(key: string): Promise<void> {
    const server = this.open.get(key);
    this.open.delete(key);
    this.takes.delete(key);
    if (!server) return;
    // Connections that are there may end by themselves.
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      setTimeout(resolve, 100).unref();
    });
  }
}

/** Refuses a connection, as where nothing listens. */
export function refuse(connection: Socket): void {
  connection.resetAndDestroy();
}

/** Never answers, as where a security group drops what comes. */
export function staySilent(connection: Socket): void {
  connection.resume();
  connection.setTimeout(LONGEST_SILENCE_MS, () => connection.destroy());
}

function keyOf({ address, port }: Door): string {
  return `${address}:${port}`;
}

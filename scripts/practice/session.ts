import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Environment } from './environment.ts';
import type { State } from './state.ts';

/** What a shell's command tells the daemon, first of all. */
export interface Hello {
  readonly secret: string;
  readonly wants: 'enter' | 'keep' | 'stop';
}

/** What it tells then: its shell's process, or its group where it is below zero, and that it leaves by itself. */
export interface News {
  readonly shell?: number;
  readonly leaves?: true;
}

/** What the daemon tells a shell's command. */
export type Told = { readonly ready: Environment } | { readonly failed: string };

/** A connection to the daemon, which is there for a shell as long as it lasts. */
export interface Session {
  /** What the daemon tells first; undefined where it ends without a word. */
  readonly told: Promise<Told | undefined>;
  /** When the daemon has hung up, and why, if something of it failed. */
  readonly over: Promise<string | undefined>;
  /** Names the shell, which ends with its command, whatever ends that. */
  has(shell: number): void;
  /** Leaves; the daemon hangs up when it has ended, if this was the last one. */
  leave(): void;
}

/** Goes to the daemon; undefined where nobody listens any more. */
export async function openSession(
  { port, secret }: State,
  wants: Hello['wants'],
): Promise<Session | undefined> {
  const socket = await connected(port);
  if (!socket) return undefined;
  const lines = createInterface({ input: socket });
  let failed: string | undefined;
  const over = new Promise<string | undefined>((resolve) =>
    socket.on('close', () => resolve(failed)),
  );
  const told = new Promise<Told | undefined>((resolve) => {
    lines.on('line', (line) => {
      const heard = toldBy(line);
      // Another program has the port now.
      if (!heard) socket.destroy();
      failed = heard && 'failed' in heard ? heard.failed : undefined;
      resolve(heard);
    });
    void over.then(() => resolve(undefined));
  });
  const tell = (said: Hello | News) => `${JSON.stringify(said)}\n`;
  socket.write(tell({ secret, wants }));
  return {
    told,
    over,
    has: (shell) => void socket.write(tell({ shell })),
    leave: () => void socket.end(tell({ leaves: true })),
  };
}

function toldBy(line: string): Told | undefined {
  try {
    return JSON.parse(line) as Told;
  } catch {
    return undefined;
  }
}

function connected(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', () => resolve(undefined));
  });
}

import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { listenHere } from '../../control-plane/ports.ts';
import type { Hello, News, Told } from './session.ts';

const LONGEST_ALONE_MS = 15_000;

/** The shells that are in practice: with the last of them it ends, unless it is kept. */
export class Sessions {
  private readonly open = new Set<Socket>();
  private readonly leaving = new Set<Socket>();
  private isKept = false;
  private told: Told | undefined;
  private end: () => void = () => {};
  /** When nobody is left, or somebody says stop. */
  readonly over = new Promise<void>((resolve) => (this.end = resolve));
  // Whoever leaves still hears when all has ended.
  private readonly server = createServer({ allowHalfOpen: true }, (socket) => this.greet(socket));

  constructor(private readonly secret: string) {}

  /** Listens; answers with its port. Whoever started practice must come soon. */
  async listen(): Promise<number> {
    const port = await listenHere(this.server);
    setTimeout(() => this.endIfAlone(), LONGEST_ALONE_MS).unref();
    return port;
  }

  /** Tells it to all who are here, and to whoever comes. */
  tell(told: Told): void {
    this.told = told;
    for (const socket of this.open) write(socket, told);
  }

  /** Tells nothing to whoever comes from now on: it is ending. */
  fallSilent(): void {
    this.told = undefined;
  }

  /** Hangs up, so that whoever waits for the end sees it. */
  close(): void {
    this.server.close();
    for (const socket of [...this.open, ...this.leaving]) socket.destroy();
  }

  private greet(socket: Socket): void {
    socket.on('error', () => {});
    const lines = createInterface({ input: socket });
    lines.once('line', (line) => {
      const { secret, wants } = said<Hello>(line);
      if (secret !== this.secret) return void socket.destroy();
      this.open.add(socket);
      let news: News = {};
      lines.on('line', (next) => (news = { ...news, ...said<News>(next) }));
      lines.on('close', () => this.leave(socket, news));
      if (wants === 'keep') this.isKept = true;
      if (wants === 'stop') this.end();
      else if (this.told) write(socket, this.told);
    });
  }

  private leave(socket: Socket, { shell, leaves }: News): void {
    this.open.delete(socket);
    // Its command was killed.
    if (shell !== undefined && !leaves) hangUp(shell);
    this.endIfAlone();
    if (this.open.size > 0 || this.isKept) socket.end();
    else this.leaving.add(socket);
  }

  private endIfAlone(): void {
    if (this.open.size === 0 && !this.isKept) this.end();
  }
}

function said<T>(line: string): Partial<T> {
  try {
    return JSON.parse(line) as T;
  } catch {
    return {};
  }
}

function hangUp(shell: number): void {
  try {
    process.kill(shell, 'SIGHUP');
  } catch {
    // It has ended.
  }
}

function write(socket: Socket, told: Told): void {
  socket.write(`${JSON.stringify(told)}\n`);
}

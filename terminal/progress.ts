import { inLine, overLine } from './door.ts';

const KEEP_ALIVE_MS = 60_000;

/** Says more of a step while it goes on: how far it is. */
export type Tell = (detail: string) => void;

/** Says on stdout what is going on: a running clock on a terminal, else a plain line at times. */
export class Progress {
  protected readonly isTerminal: boolean = process.stdout.isTTY;
  protected readonly pauseMs: number = this.isTerminal ? 1000 : KEEP_ALIVE_MS;
  /** What each step that goes on has to say just now; several may go on side by side. */
  private readonly clocks = new Set<() => string>();
  private timer: NodeJS.Timeout | undefined;

  /** Runs one step; its line ends with the time it took. */
  async step<T>(what: string, work: (tell: Tell) => Promise<T>): Promise<T> {
    const start = Date.now();
    let detail = '';
    const clock = () => `${what} … ${[detail, elapsed(start)].filter(Boolean).join(', ')}`;
    this.clocks.add(clock);
    if (this.isTerminal) this.tick();
    else this.line(`${what} …`);
    this.timer ??= setInterval(() => this.tick(), this.pauseMs);
    try {
      const result = await work((text) => (detail = text));
      this.done(what, elapsed(start));
      return result;
    } catch (error) {
      this.failed(what, elapsed(start));
      throw error;
    } finally {
      this.clocks.delete(clock);
      if (this.clocks.size === 0) this.rest();
    }
  }

  /** One finished line. */
  line(text: string): void {
    if (this.isTerminal) overLine(process.stdout, text);
    else console.log(text);
  }

  protected done(what: string, time: string): void {
    this.line(`${what}: done in ${time}`);
  }

  protected failed(what: string, time: string): void {
    this.line(`${what}: failed after ${time}`);
  }

  protected say(all: readonly string[]): void {
    if (this.isTerminal) inLine(process.stdout, all.join('; '));
    else for (const one of all) console.log(one);
  }

  private tick(): void {
    this.say([...this.clocks].map((clock) => clock()));
  }

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

function elapsed(start: number): string {
  const seconds = Math.round((Date.now() - start) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

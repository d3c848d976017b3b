import { inLine, overLine } from './door.ts';

const KEEP_ALIVE_MS = 60_000;

/** Says on stdout what is going on: a running clock on a terminal, else a plain line at times. */
export class Progress {
  private readonly isTerminal = process.stdout.isTTY;
  private timer: NodeJS.Timeout | undefined;

  /** Runs one step; its line ends with the time it took. */
  async step<T>(what: string, work: () => Promise<T>): Promise<T> {
    const start = Date.now();
    const clock = () => `${what} … ${elapsed(start)}`;
    if (this.isTerminal) inLine(process.stdout, clock());
    else console.log(`${what} …`);
    this.timer = setInterval(
      () => (this.isTerminal ? inLine(process.stdout, clock()) : console.log(clock())),
      this.isTerminal ? 1000 : KEEP_ALIVE_MS,
    );
    try {
      const result = await work();
      this.line(`${what}: done in ${elapsed(start)}`);
      return result;
    } catch (error) {
      this.line(`${what}: failed after ${elapsed(start)}`);
      throw error;
    } finally {
      clearInterval(this.timer);
    }
  }

  /** One finished line. */
  line(text: string): void {
    if (this.isTerminal) overLine(process.stdout, text);
    else console.log(text);
  }
}

function elapsed(start: number): string {
  const seconds = Math.round((Date.now() - start) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

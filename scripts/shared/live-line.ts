import { inLine } from '../../terminal/door.ts';
import { Progress } from '../../terminal/progress.ts';

const PLAIN_PAUSE_MS = 10_000;

/** Says on stderr what goes on, so that stdout holds the report alone: one live line on a terminal, else plain lines. */
export class LiveLine extends Progress {
  private readonly live = process.stderr.isTTY;
  private shown = '';
  private lastPlain = 0;

  /** Runs one step; its line ends with the time it took. */
  override async step<T>(what: string, work: () => Promise<T>): Promise<T> {
    const start = Date.now();
    const clock = () => `${what} … ${elapsed(start)}`;
    if (this.live) this.show(clock());
    else this.line(`${what} …`);
    const timer = setInterval(() => this.show(clock()), 1000);
    try {
      const result = await work();
      this.line(`${what}: ${elapsed(start)}`);
      return result;
    } finally {
      clearInterval(timer);
      this.clear();
    }
  }

  /** What goes on just now: the next text takes its place. */
  show(text: string): void {
    if (this.live) {
      inLine(process.stderr, text);
    } else if (text !== this.shown && Date.now() - this.lastPlain > PLAIN_PAUSE_MS) {
      this.lastPlain = Date.now();
      console.error(text);
    }
    this.shown = text;
  }

  /** One finished line. */
  override line(text: string): void {
    this.clear();
    this.lastPlain = Date.now();
    console.error(text);
  }

  /** Takes the live line away. */
  clear(): void {
    if (this.live) inLine(process.stderr, '');
  }
}

function elapsed(start: number): string {
  const seconds = Math.round((Date.now() - start) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

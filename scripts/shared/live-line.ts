import { inLine } from '../../terminal/door.ts';
import { elapsed, Progress, type Tell } from '../../terminal/progress.ts';

const PLAIN_PAUSE_MS = 10_000;

/** Says on stderr what goes on, so that stdout holds the report alone: one live line on a terminal, else plain lines. */
export class LiveLine extends Progress {
  private readonly live = process.stderr.isTTY;
  private readonly going = new Set<() => string>();
  private shown = '';
  private lastPlain = 0;

  /** Runs one step; its line ends with the time it took. */
  override async step<T>(what: string, work: (tell: Tell) => Promise<T>): Promise<T> {
    const start = Date.now();
    let detail = '';
    const clock = () => `${what} … ${[detail, elapsed(start)].filter(Boolean).join(', ')}`;
    this.going.add(clock);
    const all = () => [...this.going].map((one) => one()).join('; ');
    if (this.live) this.show(all());
    else this.line(`${what} …`);
    const timer = setInterval(() => this.show(all()), 1000);
    try {
      const result = await work((text) => (detail = text));
      this.line(`${what}: ${elapsed(start)}`);
      return result;
    } finally {
      clearInterval(timer);
      this.going.delete(clock);
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

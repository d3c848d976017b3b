import { inLine } from '../../terminal/door.ts';
import { Progress } from '../../terminal/progress.ts';

const PLAIN_PAUSE_MS = 10_000;

/** Says on stderr what goes on, so that stdout holds the report alone: one live line on a terminal, else plain lines. */
export class LiveLine extends Progress {
  protected override readonly isTerminal: boolean = process.stderr.isTTY;
  protected override readonly pauseMs = 1000;
  private shown = '';
  private lastPlain = 0;

  /** What goes on just now: the next text takes its place. */
  show(text: string): void {
    if (this.isTerminal) {
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
    if (this.isTerminal) inLine(process.stderr, '');
  }

  protected override done(what: string, time: string): void {
    this.line(`${what}: ${time}`);
  }

  // The error itself is told.
  protected override failed(): void {
    this.clear();
  }

  protected override say(all: readonly string[]): void {
    this.show(all.join('; '));
  }
}

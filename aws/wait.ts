import { inLine } from '../terminal/door.ts';
import { UsageError } from '../terminal/usage-error.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;
const GROWTH = 1.5;

/** Something that AWS takes its time for. */
export interface Wait<T> {
  /** What is waited for, as the time-out names it: "sock-shop to be ACTIVE". */
  readonly what: string;
  readonly ask: () => Promise<T>;
  /** Whether it has come; throws when it never will. */
  readonly isThere: (state: T) => boolean;
  /** The state in a line: printed when it changes. */
  readonly words: (state: T) => string;
  readonly longestMs: number;
  /** What to do when the time is up. */
  readonly fix?: string;
}

/** Asks with growing pauses until it is there: a running clock on a terminal, else a line per change. */
export async function waitFor<T>(wait: Wait<T>): Promise<T> {
  const start = Date.now();
  const isTerminal = process.stdout.isTTY;
  let shown = '';
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * GROWTH, LONGEST_PAUSE_MS)) {
    const state = await wait.ask();
    const words = wait.words(state);
    if (isTerminal) inLine(process.stdout, `${words}  ${clock(start)}`);
    else if (words !== shown) console.log(words);
    shown = words;
    if (wait.isThere(state)) {
      if (isTerminal) console.log();
      return state;
    }
    if (Date.now() + pause - start > wait.longestMs) {
      if (isTerminal) console.log();
      throw new UsageError(
        `waited ${clock(start)} for ${wait.what}; the last that was seen: ${words}`,
        wait.fix,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function clock(start: number): string {
  const seconds = Math.round((Date.now() - start) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

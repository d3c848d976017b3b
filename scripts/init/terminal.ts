import { createInterface } from 'node:readline/promises';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Person } from './questions.ts';

/** Whether somebody sits there who can be asked. */
export function hasPerson(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** Talks with the person at the terminal; who leaves in the middle has changed nothing. */
export async function atTerminal<T>(talk: (person: Person) => Promise<T>): Promise<T> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const gone = new Promise<never>((_, reject) => {
    lines.once('close', () => reject(new UsageError('\nstopped; nothing was written')));
  });
  // Only a question that is waited for may end this way.
  gone.catch(() => undefined);
  try {
    return await talk({
      ask: (question) => Promise.race([lines.question(question), gone]),
      tell: (line) => console.log(line),
      width: process.stdout.columns || 80,
    });
  } finally {
    lines.close();
  }
}

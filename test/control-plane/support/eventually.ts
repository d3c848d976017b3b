import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 100;

/** Asks for problems until there are none, and answers with the last ones at the time limit. */
export async function eventually(ask: () => Promise<string[]>, seconds = 15): Promise<string[]> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const problems = await ask();
    if (problems.length === 0 || Date.now() > deadline) return problems;
    await sleep(PAUSE_MS);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { ControlPlaneError } from './control-plane-error.ts';

const PAUSE_MS = 50;

/** Asks again and again until the answer is yes; at the time limit it says what it waited for. */
export async function until(
  what: string,
  seconds: number,
  ask: () => Promise<boolean>,
  explain: () => string = () => '',
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await ask())) {
    if (Date.now() > deadline) {
      throw new ControlPlaneError(`${what}: not within ${seconds} s. ${explain()}`.trimEnd());
    }
    await sleep(PAUSE_MS);
  }
}

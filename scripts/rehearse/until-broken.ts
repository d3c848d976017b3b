import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlPlane } from '../../control-plane/control-plane.ts';

const PAUSE_MS = 2000;

/** Waits as long as every part of a control plane runs; throws when one has ended. */
export async function untilBroken({ api }: ControlPlane): Promise<never> {
  for (;;) {
    await api('GET', '/readyz');
    await sleep(PAUSE_MS);
  }
}

import { inLine } from '../../terminal/door.ts';

/** Asks AWS, and says what is waited for while no answer comes. */
export type Patiently = <T>(action: string, ask: () => Promise<T>) => Promise<T>;

/** Says it when nothing has been answered for a while, and then at times: once for all that is asked in the meantime. */
export function patience(firstMs: number, againMs: number): Patiently {
  const asked = new Map<symbol, { readonly action: string; readonly since: number }>();
  let timer: NodeJS.Timeout | undefined;

  const tellIn = (ms: number): NodeJS.Timeout =>
    setTimeout(() => {
      const [oldest] = asked.values();
      const waited = oldest ? Date.now() - oldest.since : 0;
      if (oldest && waited >= firstMs) say(oldest.action, waited);
      timer = tellIn(waited < firstMs ? firstMs - waited : againMs);
    }, ms).unref();

  return async (action, ask) => {
    const key = Symbol(action);
    asked.set(key, { action, since: Date.now() });
    timer ??= tellIn(firstMs);
    try {
      return await ask();
    } finally {
      asked.delete(key);
      if (asked.size === 0) {
        clearTimeout(timer);
        timer = undefined;
      }
    }
  };
}

function say(action: string, waited: number): void {
  // Over what another clock has written there.
  if (process.stderr.isTTY) inLine(process.stderr, '');
  console.error(`waiting for AWS to answer ${action}: ${Math.round(waited / 1000)} s`);
}

/** As long as a person waits without a word on a terminal; elsewhere as often as a log is worth it. */
export const patiently = process.stderr.isTTY ? patience(2000, 10_000) : patience(60_000, 60_000);

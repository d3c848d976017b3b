import { LiveLine } from './live-line.ts';

/** Says that a cluster is looked at, should that take a while; answers with what ends it. */
export function sayLooking(name: string, afterMs = usualMs()): () => Promise<void> {
  const line = new LiveLine();
  let end = () => {};
  let said: Promise<void> | undefined;
  const looked = new Promise<void>((resolve) => (end = resolve));
  const timer = setTimeout(() => (said = line.step(`looking at ${name}`, () => looked)), afterMs);
  return async () => {
    clearTimeout(timer);
    end();
    await said;
  };
}

function usualMs(): number {
  return process.stderr.isTTY ? 1000 : 10_000;
}

import type { Tell } from '../terminal/progress.ts';
import { go } from './go.ts';

// The first ones are small, and tell nothing of the others.
const FEWEST = 50;
const MINUTE_MS = 60_000;

/** How many packages a build would compile: what an earlier one has compiled is not done again. */
export async function staleCount(args: readonly string[], folder: string): Promise<number> {
  const listed = await go(['list', '-deps', '-f', '{{.Stale}}', ...args], folder);
  return listed.split('\n').filter((line) => line === 'true').length;
}

/** Counts the packages that `go build -v` names, and tells how far it is and what is left. */
export function countdown(count: number, tell: Tell, now: () => number = Date.now) {
  const start = now();
  let done = 0;
  tell(`${count} packages to compile`);
  return (line: string): void => {
    // Downloads are named, too.
    if (/\s/.test(line)) return;
    done += 1;
    const left = ((now() - start) / done) * (count - done);
    const words = done < FEWEST || done > count ? '' : `, about ${minutes(left)} left`;
    tell(done < count ? `${done} of ${count} packages${words}` : 'linking');
  };
}

function minutes(ms: number): string {
  return ms < MINUTE_MS ? 'a minute' : `${Math.round(ms / MINUTE_MS)} min`;
}

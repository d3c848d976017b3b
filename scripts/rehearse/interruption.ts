const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

type Signal = keyof typeof numbers;

/** Thrown into a command that was told to end. */
export class Interrupted extends Error {
  constructor(readonly signal: Signal) {
    super(signal);
    this.name = 'Interrupted';
  }

  /** As shells count it. */
  get exitCode(): number {
    return 128 + numbers[this.signal];
  }
}

/** Listens for the signals that end a command; a second one ends it at once. */
export function interruption(): Promise<Interrupted> {
  return new Promise((resolve) => {
    let arrived = false;
    for (const signal of Object.keys(numbers) as Signal[]) {
      process.on(signal, () => {
        // The control plane's supervisor removes everything once this process is gone.
        if (arrived) process.exit(new Interrupted(signal).exitCode);
        arrived = true;
        resolve(new Interrupted(signal));
      });
    }
  });
}

import { setTimeout as sleep } from 'node:timers/promises';

/** Something that is done again and again until it is stopped. */
export class Repeated {
  private readonly stopping = new AbortController();
  private readonly loop: Promise<void>;

  /** What fails is told once, until something else fails, and done again. */
  constructor(work: () => Promise<void>, pauseMs: number, tell: (trouble: string) => void) {
    this.loop = this.run(work, pauseMs, tell);
  }

  /** Ends it once the round that is under way is over. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  private async run(
    work: () => Promise<void>,
    pauseMs: number,
    tell: (trouble: string) => void,
  ): Promise<void> {
    const { signal } = this.stopping;
    let told = '';
    while (!signal.aborted) {
      try {
        await work();
        told = '';
      } catch (error) {
        const trouble = error instanceof Error ? error.message : String(error);
        if (trouble !== told && !signal.aborted) tell(trouble);
        told = trouble;
      }
      await sleep(pauseMs, undefined, { signal }).catch(() => {});
    }
  }
}

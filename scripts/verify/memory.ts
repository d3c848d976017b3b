import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What was seen done on a cluster, and when: the chapter deletes what its exercises made, so that a later look
 * finds nothing of it. A cluster made anew has another id, and begins with an empty memory.
 */
export class Memory {
  private readonly all: Record<string, Record<string, string>>;

  constructor(
    private readonly file: string,
    private readonly cluster: string,
  ) {
    this.all = readAll(file);
  }

  /** The day and minute at which it was first seen done. */
  seen(what: string): string | undefined {
    return this.all[this.cluster]?.[what];
  }

  /** Keeps that something is done now. */
  keep(what: string, now: Date = new Date()): void {
    if (this.seen(what) !== undefined) return;
    const minute = `${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    this.all[this.cluster] = { ...this.all[this.cluster], [what]: minute };
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.${process.pid}`, `${JSON.stringify(this.all, null, 2)}\n`);
    renameSync(`${this.file}.${process.pid}`, this.file);
  }
}

function readAll(file: string): Record<string, Record<string, string>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
  } catch {
    // No memory, or a damaged one: what is done now is seen again.
    return {};
  }
}

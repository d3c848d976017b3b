import { dirname } from 'node:path';
import { makeFolder } from '../../output/make-folder.ts';
import { textIfAny } from '../../output/only-files.ts';
import { replaceFile } from '../../output/replace-file.ts';

const LARGEST_FILE = 1024 * 1024;

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
    makeFolder(dirname(this.file));
    replaceFile(this.file, `${JSON.stringify(this.all, null, 2)}\n`);
  }
}

function readAll(file: string): Record<string, Record<string, string>> {
  try {
    return JSON.parse(textIfAny(file, LARGEST_FILE) ?? '{}') as Record<
      string,
      Record<string, string>
    >;
  } catch {
    // No memory, or a damaged one: what is done now is seen again.
    return {};
  }
}

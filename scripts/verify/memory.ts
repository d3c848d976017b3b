import { dirname, join } from 'node:path';
import { makeFolder } from '../../output/make-folder.ts';
import { textIfAny } from '../../output/only-files.ts';
import { replaceFile } from '../../output/replace-file.ts';

const FILE = join('reports', 'verify.json');
const LARGEST_FILE = 1024 * 1024;
const BY_RESET = ', by npm run reset';

/** A cluster's memory. One made anew has a new kube-system; a learner may not read it, and goes by the name. */
export function memoryOf(cluster: string, kubeSystem: string | undefined): Memory {
  return new Memory(FILE, kubeSystem ?? cluster);
}

/**
 * What was seen done on a cluster, and when: the chapter deletes what its exercises made, so that a later look
 * finds nothing of it. A cluster made anew has another id, and begins with an empty memory.
 */
export class Memory {
  private readonly all: Record<string, Record<string, string | undefined>>;

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
    if (this.seen(what) === undefined) this.write({ [what]: minuteOf(now) });
  }

  /** Keeps that something counts as done, which nobody has seen. */
  count(what: string, now: Date = new Date()): void {
    if (this.seen(what) === undefined) this.write({ [what]: `${minuteOf(now)}${BY_RESET}` });
  }

  /** Keeps that something is not done. */
  forget(what: string): void {
    if (this.seen(what) !== undefined) this.write({ [what]: undefined });
  }

  private write(change: Readonly<Record<string, string | undefined>>): void {
    this.all[this.cluster] = { ...this.all[this.cluster], ...change };
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

function minuteOf(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

import { existsSync, type FSWatcher, watch } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

// An editor that saves a file touches it several times.
const QUIET_MS = 8;

/** Tells that something has changed in folders: what it was, whoever waits for it finds out. */
export class Changes {
  private watchers: readonly FSWatcher[] = [];
  private wake?: () => void;
  /** Whether something has changed since it was last quiet. */
  pending = false;

  /** Watches folders as they are now: one that has come, or was replaced, is seen only once this is called again. */
  watch(folders: readonly string[]): void {
    const old = this.watchers;
    const all = new Set(folders.flatMap((folder) => withParents(resolve(folder))));
    this.watchers = [...all].flatMap((folder) => this.open(folder));
    // Not sooner, so that nothing is missed.
    for (const watcher of old) watcher.close();
  }

  /** Waits until something changes. */
  async next(): Promise<void> {
    if (!this.pending) await new Promise<void>((wake) => (this.wake = wake));
  }

  /** Waits until what began to change has come to rest. */
  async quiet(): Promise<void> {
    while (this.pending) {
      this.pending = false;
      await setTimeout(QUIET_MS);
    }
  }

  private open(folder: string): FSWatcher[] {
    const note = () => {
      this.pending = true;
      this.wake?.();
    };
    try {
      return [watch(folder, note).on('error', note)];
    } catch (error) {
      // Its parent tells when it comes.
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
      throw error;
    }
  }
}

// A folder that is not there, or is replaced as a whole, is seen in the one that holds it.
function withParents(folder: string): string[] {
  const parent = dirname(folder);
  const goesOn = folder.startsWith(`${process.cwd()}/`) || !existsSync(folder);
  return goesOn && parent !== folder ? [folder, ...withParents(parent)] : [folder];
}

import { closeSync, lstatSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { ProblemsError } from '../terminal/problem.ts';
import { otherThanFile, textIfAny } from './only-files.ts';
import { isAlive } from './is-alive.ts';

const LONGEST_WAIT_MS = 10_000;
const PAUSE_MS = 50;
// A process that lives writes its id into its lock at once.
const LONGEST_WITHOUT_OWNER_MS = 2000;
const LONGEST_ID = 32;

/** Does something while no other process does it. */
export function withLock<T>(path: string, action: () => T, longestWait = LONGEST_WAIT_MS): T {
  const release = lock(path, longestWait);
  try {
    return action();
  } finally {
    release();
  }
}

/** Waits for a lock, a file that holds its owner's process id, and gives back what lets it go. */
export function lock(path: string, longestWait = LONGEST_WAIT_MS): () => void {
  const deadline = Date.now() + longestWait;
  while (!take(path)) {
    refuseOther(path);
    if (isStale(path)) removeStale(path);
    else if (Date.now() >= deadline) {
      throw new ProblemsError([
        {
          place: { file: path },
          message: `another run (process ${ownerOf(path) ?? 'unknown'}) has been writing here for ${longestWait / 1000} s`,
          fix: 'wait for it to end, or delete this file if it hangs',
        },
      ]);
    } else pause();
  }
  return () => release(path);
}

function release(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function take(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(file, String(process.pid));
    return true;
  } catch (error) {
    release(path);
    // Node doesn't say where a disk was full.
    throw Object.assign(error as Error, { path });
  } finally {
    closeSync(file);
  }
}

// No run made it, so none will take it away.
function refuseOther(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  const other = stats && otherThanFile(stats);
  if (!other) return;
  throw new ProblemsError([
    {
      place: { file: path },
      message: `is ${other}, where a run keeps others out by a file of this name`,
      fix: 'move it elsewhere',
    },
  ]);
}

function isStale(path: string): boolean {
  const owner = ownerOf(path);
  if (owner === undefined) return ageOf(path) > LONGEST_WITHOUT_OWNER_MS;
  // This process waits, so a lock in its name is one of an earlier process that had its id.
  return owner === process.pid || !isAlive(owner);
}

// One process at a time, and it looks again: the lock may be a new one by now.
function removeStale(path: string): void {
  const guard = `${path}.stale`;
  if (!take(guard)) {
    if (ageOf(guard) > LONGEST_WITHOUT_OWNER_MS) release(guard);
    else pause();
    return;
  }
  try {
    if (isStale(path)) release(path);
  } finally {
    release(guard);
  }
}

function ownerOf(path: string): number | undefined {
  return Number(textIfAny(path, LONGEST_ID)) || undefined;
}

function ageOf(path: string): number {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats ? Date.now() - stats.mtimeMs : 0;
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}

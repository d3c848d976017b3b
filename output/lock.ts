import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { ProblemsError } from '../config/problem.ts';

const LONGEST_WAIT_MS = 10_000;

/** Does something while no other process does it: the lock is a file that holds its owner's process id. */
export function withLock<T>(path: string, action: () => T): T {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (!take(path)) {
    const owner = ownerOf(path);
    if (owner !== undefined && !isRunning(owner)) rmSync(path, { force: true });
    else if (Date.now() > deadline) {
      throw new ProblemsError([
        {
          place: { file: path },
          message: `another run (process ${owner ?? 'unknown'}) has been writing here for ${LONGEST_WAIT_MS / 1000} s`,
          fix: 'wait for it to end, or delete this file if it hangs',
        },
      ]);
    } else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  try {
    return action();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function ownerOf(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { realpathSync } from 'node:fs';

/** Whether a file is the one that node was started with, and not one that a test or another script reads. */
export function isMain(file: string): boolean {
  const [, started] = process.argv;
  try {
    return started !== undefined && realpathSync(started) === realpathSync(file);
  } catch {
    return false;
  }
}

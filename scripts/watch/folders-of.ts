import { readlinkSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The folders in which files change: their own, and those of what they are links to. */
export function foldersOf(files: readonly string[]): string[] {
  return [...new Set(files.flatMap((file) => [dirname(file), dirname(target(file))]))];
}

function target(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return targetOfBroken(file);
  }
}

function targetOfBroken(link: string): string {
  try {
    return resolve(dirname(link), readlinkSync(link));
  } catch {
    return link;
  }
}

import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { replaceable } from './only-files.ts';

/**
 * Puts a text in a file's place, whole or not at all: a run that is killed leaves the file as it was. Whoever made
 * the file a link wants it changed where it leads. Without a mode, the umask has its say.
 */
export function replaceFile(file: string, text: string, mode?: number): void {
  const real = replaceable(file);
  const beside = join(dirname(real), `.${basename(real)}.${process.pid}`);
  try {
    rmSync(beside, { force: true });
    const open = openSync(beside, 'wx', mode);
    try {
      if (mode !== undefined) fchmodSync(open, mode);
      writeFileSync(open, text);
      fsyncSync(open);
    } finally {
      closeSync(open);
    }
    renameSync(beside, real);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

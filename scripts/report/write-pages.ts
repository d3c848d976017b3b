import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes pages into a folder, each whole or not at all, and says where each is. */
export function writePages(folder: string, pages: ReadonlyMap<string, string>): string[] {
  mkdirSync(folder, { recursive: true });
  return [...pages].map(([name, text]) => {
    const file = join(folder, `${name}.html`);
    const beside = join(folder, `.${name}.html.${process.pid}`);
    try {
      writeFileSync(beside, text);
      renameSync(beside, file);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
    return file;
  });
}

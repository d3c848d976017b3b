import { join } from 'node:path';
import { makeFolder } from '../../output/make-folder.ts';
import { replaceFile } from '../../output/replace-file.ts';

/** Writes pages into a folder, each whole or not at all, and says where each is. */
export function writePages(folder: string, pages: ReadonlyMap<string, string>): string[] {
  makeFolder(folder);
  return [...pages].map(([name, text]) => {
    const file = join(folder, `${name}.html`);
    replaceFile(file, text);
    return file;
  });
}

import { join } from 'node:path';
import { makeFolder } from '../../output/make-folder.ts';
import { beginningOf, replaceable } from '../../output/only-files.ts';
import { replaceFile } from '../../output/replace-file.ts';
import { type Problem, ProblemsError } from '../../terminal/problem.ts';
import { PAGE_BEGINS } from './page.ts';

/** Writes pages into a folder, each whole or not at all, and says where each is; nobody else's page is replaced. */
export function writePages(folder: string, pages: ReadonlyMap<string, string>): string[] {
  const files = [...pages].map(([name, text]) => ({ file: join(folder, `${name}.html`), text }));
  const problems = files.flatMap(({ file }) => obstacle(file) ?? []);
  if (problems.length > 0) throw new ProblemsError(problems);
  makeFolder(folder);
  for (const { file, text } of files) replaceFile(file, text);
  return files.map(({ file }) => file);
}

function obstacle(file: string): Problem | undefined {
  const there = beginningOf(replaceable(file), PAGE_BEGINS.length);
  // An empty file is nobody's work.
  if (there === undefined || there === '' || there === PAGE_BEGINS) return undefined;
  return {
    place: { file },
    message: 'stands where the page belongs, and this version of npm run report did not make it',
    fix: 'move it elsewhere, or choose another folder with --out FOLDER',
  };
}

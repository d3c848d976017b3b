import { readFileSync } from 'node:fs';
import { projectFile } from '../../support/processes.ts';

/** What a page has its reader type, in order: each line of its shell blocks, without comments. */
export function commandsOf(page: string): string[] {
  const text = readFileSync(projectFile(page), 'utf8').replaceAll('\\\n', ' ');
  return [...text.matchAll(/^```sh\n([^]*?)^```$/gm)]
    .flatMap(([, block = '']) => block.split('\n'))
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
}

/** A page without its blocks. */
export function proseOf(page: string): string {
  return readFileSync(projectFile(page), 'utf8').replaceAll(/^```[^]*?^```$/gm, '');
}

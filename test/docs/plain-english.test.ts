import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { projectFile } from '../support/processes.ts';

// Turns of phrase over which somebody stumbles who learned English at school, and what to write instead.
const stumbles: Readonly<Record<string, RegExp>> = {
  'minor version': /\bminors\b|\bminor\b(?! versions?\b)/,
  'its own X, your own X': /\bone's own\b|\bof (?:its|their|his|her|your) own\b(?! \w)/,
};

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(projectFile('docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

test.each(pages)('%s says it plainly', (page) => {
  const prose = readFileSync(projectFile(page), 'utf8')
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '')
    .replaceAll(/\s+/g, ' ');
  const found = Object.entries(stumbles).flatMap(([instead, stumble]) => {
    const place = prose.search(stumble);
    return place < 0 ? [] : [{ around: prose.slice(place - 40, place + 40), instead }];
  });
  expect(found).toEqual([]);
});

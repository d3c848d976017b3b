import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectFile } from '../support/processes.ts';

// Turns of phrase over which somebody stumbles who learned English at school, and what to write instead. Each has more
// than one word, or is a word that no code has: so they can be looked for in code, too.
const stumbles: Readonly<Record<string, RegExp>> = {
  'minor version': /\b(?:a|one|two|the|this|that|each|newer|older) minors?\b(?! versions?\b)/,
  'its own X, your own X': /\bone's own\b|\bof (?:its|their|his|her|your|our|my) own\b(?! \w)/,
  again: /\banew\b/,
  'fix, repair': /\bmend\b/,
  continue: /\bgo(?:es)? on\b/,
  'remove X, delete X': /\b(?:take|takes|taken|taking|took)(?: [\w.'’-]+){0,5} away\b/,
  'is not a X': /(?<!\bthere )\bis no (?!longer\b)/,
  'no longer': /\bno more(?=[.,;:]| or not\b| since\b)/,
  'everyone who, if somebody': /\bwho(?:m|se)?ever\b/,
  'except for': /\bbut for\b/,
  'says X, prints X': /\b(?:is|are) told\b/,
};

/** What stumbles in a text, with some words around it. */
function stumblesIn(text: string): string[] {
  const line = text.replaceAll(/\s+/g, ' ');
  return Object.entries(stumbles).flatMap(([instead, stumble]) =>
    [...line.matchAll(new RegExp(stumble, 'gi'))].map(
      ({ index }) => `${line.slice(Math.max(0, index - 30), index + 40)} → ${instead}`,
    ),
  );
}

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...inFolder('docs', '.md'),
];

test.each(pages)('%s says it plainly', (page) => {
  const prose = readFileSync(projectFile(page), 'utf8')
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
  expect(stumblesIn(prose)).toEqual([]);
});

const folders = [
  'aws',
  'charts',
  'checks',
  'config',
  'control-plane',
  'eksctl',
  'launch',
  'output',
  'scripts',
  'synth',
  'terminal',
];

test.each(folders)('what %s/ prints is said plainly', (folder) => {
  const found = inFolder(folder, '.ts').flatMap((file) => {
    const code = readFileSync(projectFile(file), 'utf8').replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '');
    return stumblesIn(code).map((stumble) => `${file}: ${stumble}`);
  });
  expect(found).toEqual([]);
});

test.each([
  ['EKS goes one minor at a time', 'minor version'],
  ['a launch template of its own', 'its own X, your own X'],
  ['the node group is made anew', 'again'],
  ['mend what failed', 'fix, repair'],
  ['it goes on where it stopped', 'continue'],
  ["takes the cluster's nodes away", 'remove X, delete X'],
  ['x is no flag', 'is not a X'],
  ['EKS sells it no more, or not yet', 'no longer'],
  ['whoever made it', 'everyone who, if somebody'],
  ['nothing but for the name', 'except for'],
  ['what Flux is told', 'says X, prints X'],
])('%s stumbles', (text, instead) => {
  expect(stumblesIn(`${text}.`).map((found) => found.split(' → ')[1])).toEqual([instead]);
});

test.each([
  'there is no cluster',
  'is no longer there',
  'of its own Service',
  'const minor = of(minor)',
])('%s does not', (text) => {
  expect(stumblesIn(text)).toEqual([]);
});

function inFolder(folder: string, ending: string): string[] {
  return readdirSync(projectFile(folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(ending) && !name.includes('node_modules'))
    .map((name) => join(folder, name));
}

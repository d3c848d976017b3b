import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/temporary.ts';
import { adviceIn, knownFrom, missingFiles } from './support/advice.ts';

const help = `npm run up -- [flags]

Brings a cluster up.

  --cluster NAME  which cluster
  --yes           do it
`;
const known = knownFrom(help);
const flagsOf = (name: string) =>
  ['up', 'nodeport', 'start'].includes(name) ? Promise.resolve(known) : undefined;

test.each([
  ['make it: npm run up', 'npm run up', false, undefined],
  [
    '`npm run up -- --cluster a --yes` makes it',
    'npm run up -- --cluster a --yes',
    false,
    undefined,
  ],
  ['npm run up -- --cluster a makes it', 'npm run up -- --cluster a', false, undefined],
  ['npm run up -- --cluster a; or --yes', 'npm run up -- --cluster a', false, undefined],
  ['(npm run up -- --yes), or wait', 'npm run up -- --yes', false, undefined],
  ['npm run up -- --cluster NAME', 'npm run up -- --cluster NAME', true, undefined],
  [
    'npm run nodeport -- open --cluster a',
    'npm run nodeport -- open --cluster a',
    false,
    undefined,
  ],
  ['npm start says more', 'npm start', false, undefined],
  ['npm run up -- --anyhow', 'npm run up -- --anyhow', false, 'npm run up has no flag --anyhow'],
  ['npm run upp', 'npm run upp', true, 'there is no command npm run upp'],
])('%s', async (text, line, isPattern, problem) => {
  const [advice] = await adviceIn(text, flagsOf);
  expect(advice).toMatchObject({ line, isPattern });
  expect(advice?.problem).toBe(problem);
});

test('pages, headings and files that are not there', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'docs'));
  writeFileSync(join(folder, 'docs', 'a.md'), '# A page\n');
  const text = 'docs/a.md#a-page docs/a.md#b docs/b.md kubectl apply -f dist/x/y.yaml';
  expect(missingFiles(text, folder)).toEqual(['docs/a.md#b', 'docs/b.md', 'dist/x/y.yaml']);
});

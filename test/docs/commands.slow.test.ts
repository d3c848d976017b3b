import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { helpOf, projectFile } from '../support/processes.ts';

const { scripts } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};
const pages = [
  'README.md',
  ...readdirSync(projectFile('docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Each command's flags, by page. */
const calls = pages.flatMap((page) =>
  [
    ...readFileSync(projectFile(page), 'utf8').matchAll(
      /npm run (?:-s )?([\w:-]+)(?: -- ([^`\n#(]*))?/g,
    ),
  ].map(([, name = '', rest = '']) => ({
    page,
    name,
    flags: rest.match(/(?<=^|\s)--[\w-]+/g) ?? [],
  })),
);

test('every npm command that a page names is there', () => {
  expect(calls.filter(({ name }) => !(name in scripts))).toEqual([]);
});

const flagged = new Set(calls.filter(({ flags }) => flags.length > 0).map(({ name }) => name));

test.each([...flagged])('every flag that a page gives to %s is one of its help', async (name) => {
  const known = new Set((await helpOf(name)).match(/--[\w-]+/g));
  // The others are not this project's to describe.
  if (known.size === 0) return expect(scripts[name]).not.toMatch(/^node /);
  const unknown = calls
    .filter((call) => call.name === name)
    .flatMap(({ page, flags }) =>
      flags.filter((flag) => !known.has(flag)).map((flag) => ({ page, flag })),
    );
  expect(unknown).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { projectFile, runScript } from '../support/processes.ts';

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
    ...readFileSync(projectFile(page), 'utf8').matchAll(/npm run ([\w:-]+)(?: -- ([^`\n#(]*))?/g),
  ].map(([, name = '', rest = '']) => ({
    page,
    name,
    flags: rest.match(/(?<=^|\s)--[\w-]+/g) ?? [],
  })),
);

test('every npm command that a page names is there', () => {
  expect(calls.filter(({ name }) => !(name in scripts))).toEqual([]);
});

// The others are not this project's to describe.
const ours = Object.entries(scripts).flatMap(([name, line]) => {
  const [, script] = /^node launch\/launch\.cjs (\S+)$/.exec(line) ?? [];
  return script ? [{ name, script }] : [];
});

test.each(ours.filter(({ name }) => calls.some((call) => call.name === name && call.flags.length)))(
  'every flag that a page gives to $name is one of its help',
  async ({ name, script }) => {
    const { code, stdout } = await runScript(script, ['--help']);
    expect(code).toBe(0);
    const known = new Set(stdout.match(/--[\w-]+/g));
    const unknown = calls
      .filter((call) => call.name === name)
      .flatMap(({ page, flags }) =>
        flags.filter((flag) => !known.has(flag)).map((flag) => ({ page, flag })),
      );
    expect(unknown).toEqual([]);
  },
);

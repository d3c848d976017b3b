import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { projectFile } from '../support/processes.ts';
import { treeOf } from '../support/trees.ts';

const pages = readdirSync(projectFile('docs'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);
const textOf = (page: string) => readFileSync(projectFile(page), 'utf8');
const DIST = 'dist/sock-shop/';
const made = [...treeOf().keys()];

test('the index has every page once', () => {
  const listed = [...textOf('docs/README.md').matchAll(/^\| \[([\w-]+\.md)\]\(\1\) \|/gm)];
  expect(listed.map(([, name]) => `docs/${name}`).sort()).toEqual(
    pages.filter((page) => page !== 'docs/README.md').sort(),
  );
});

test.each([...pages, 'README.md'])('every link of %s leads somewhere', (page) => {
  const links = [...prose(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(
    ([, link = '']) => link,
  );
  expect(links.filter((link) => !leads(page, link))).toEqual([]);
});

test('the README asks for the Node that npm asks for', () => {
  const { engines } = JSON.parse(textOf('package.json')) as { engines: { node: string } };
  expect(textOf('README.md')).toContain(`Node ${engines.node.replace('>=', '')} or newer`);
});

describe('sources', () => {
  const withSources = pages.filter((page) => textOf(page).includes('\n## Sources\n'));

  test('are given by each page that answers a question of the chapter', () => {
    expect(withSources).toHaveLength(7);
  });

  test.each(withSources)('of %s are all referred to, and every reference has one', (page) => {
    const [text = '', sources = ''] = prose(page).split('\n## Sources\n');
    const numbers = [...sources.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    const used = new Set(
      [...text.matchAll(/\s\[(\d+)\](?!\()/g)].map(([, number]) => Number(number)),
    );
    expect([...used].sort((a, b) => a - b)).toEqual(numbers);
  });
});

// Code blocks hold no links.
function prose(page: string): string {
  return textOf(page).replaceAll(/^```[\s\S]*?^```$/gm, '');
}

function leads(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : normalize(join(dirname(page), path));
  // Of clusters, users have their own.
  if (target.startsWith(DIST)) return isMade(target.slice(DIST.length));
  if (!existsSync(projectFile(target))) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

function isMade(path: string): boolean {
  return made.some((file) => file === path || file.startsWith(`${path}/`));
}

// As GitHub makes them of headings.
function anchorsOf(page: string): string[] {
  return [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

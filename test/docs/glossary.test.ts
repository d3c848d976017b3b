import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { projectFile } from '../support/processes.ts';

const textOf = (name: string) => readFileSync(projectFile(`docs/${name}`), 'utf8');
const words = [...textOf('glossary.md').matchAll(/^\| (?!Word )([^|]+) \| [^-|]/gm)].map(
  ([, word = '']) => word,
);

test('the words stand in alphabetical order, once each', () => {
  const order = new Intl.Collator('en');
  expect(words).toEqual([...new Set(words)].sort(order.compare));
});

test('each is a word of the other pages', () => {
  const others = readdirSync(projectFile('docs'))
    .filter((name) => name.endsWith('.md') && name !== 'glossary.md')
    .map(textOf)
    .join('\n');
  const unused = words.flatMap((entry) => entry.split(', ')).filter((word) => !uses(others, word));
  expect(unused).toEqual([]);
});

function uses(text: string, word: string): boolean {
  return new RegExp(`(?<![a-z])${word}(?:s|es|ed)?(?![a-z])`, /^[a-z]/.test(word) ? 'i' : '').test(
    text,
  );
}

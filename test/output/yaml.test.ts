import { expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import { toYaml } from '../../output/yaml.ts';
import { misreadWords } from '../support/misread-words.ts';

// As kubectl's and eksctl's reader of 1.1 takes them for numbers, and the library here does not.
const numbersToSome = ['.', '_', 'e1', 'E1', '-e1', 'e1234567', '1_000', '1e3', '.5', '+1'];

test.each(['1.1', '1.2'] as const)(
  'every word that might be misread is a text in YAML %s',
  (version) => {
    for (const word of ['', ...misreadWords, ...numbersToSome]) {
      const value = { [word]: word, list: [word, [word], { [word]: word }] };
      expect(parseDocument(toYaml(value), { version }).toJS()).toEqual(value);
    }
  },
);

test('what some readers take for a number is quoted', () => {
  for (const word of numbersToSome) expect(toYaml([word])).toBe(`- '${word}'\n`);
});

test('long texts stay on their line, and what occurs twice is written twice', () => {
  const long = { text: 'a b '.repeat(100).trim() };
  expect(toYaml([long, long])).toBe(`- text: ${long.text}\n`.repeat(2));
});

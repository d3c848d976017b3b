import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { PRACTICE } from '../../config/practice.ts';
import { allSeen, keepSeen } from '../../scripts/shared/seen.ts';
import { temporaryFolder } from '../support/temporary.ts';

const seen = { done: 4, of: 6, on: '2026-11-28' };

test('what verify saw is kept for each cluster', () => {
  const file = join(temporaryFolder(), 'reports', 'seen.json');
  expect(allSeen(file)).toEqual(new Map());
  keepSeen('anna', seen, file);
  keepSeen('constructor', { ...seen, done: 6 }, file);
  keepSeen('anna', { ...seen, done: 5 }, file);
  expect([...allSeen(file)]).toEqual([
    ['anna', { ...seen, done: 5 }],
    ['constructor', { ...seen, done: 6 }],
  ]);
});

test('what it saw in practice is in practice alone', () => {
  const folder = temporaryFolder();
  process.env[PRACTICE] = folder;
  keepSeen('anna', seen);
  expect(allSeen()).toEqual(new Map([['anna', seen]]));
  expect(readdirSync(folder)).toEqual(['seen.json']);
  delete process.env[PRACTICE];
  expect(allSeen().get('anna')).toBeUndefined();
});

test.each([
  ['no JSON', '{'],
  ['no mapping', '[1]'],
  ['another form', '{"anna": {"done": "all"}}'],
  ['no day', '{"anna": {"done": 1, "of": 6, "on": "yesterday\\u001b[31m"}}'],
  ['a number that is none', '{"anna": {"done": -1, "of": 6, "on": "2026-11-28"}}'],
])('a file with %s in it says nothing, and is written anew', (_, text) => {
  const file = join(temporaryFolder(), 'seen.json');
  writeFileSync(file, text);
  expect(allSeen(file)).toEqual(new Map());
  keepSeen('anna', seen, file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ anna: seen });
});

import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { givenPath } from '../../scripts/shared/given-path.ts';

const here = process.cwd();
const called = (stood: string, command = 'init') => ({
  INIT_CWD: stood,
  npm_lifecycle_event: command,
});

test.each([
  ['class.csv', here, 'class.csv'],
  ['class.csv', join(here, 'sub'), join('sub', 'class.csv')],
  ['../class.csv', join(here, 'sub'), 'class.csv'],
  ['.', here, '.'],
  ['..', join(here, 'sub'), '.'],
  ['class.csv', join(here, '..', 'beside'), join('..', 'beside', 'class.csv')],
  ['/class.csv', join(here, 'sub'), '/class.csv'],
])('%s from %s', (path, stood, meant) => {
  expect(givenPath('init', path, called(stood))).toBe(meant);
});

test('what npm did not call stands where it runs, as inside of npm test', () => {
  expect(givenPath('init', 'class.csv', called(join(here, 'sub'), 'test'))).toBe('class.csv');
  expect(givenPath('init', 'class.csv', {})).toBe('class.csv');
});

import { expect, test } from '@jest/globals';
import { callOf, WITHOUT_NPM } from '../../terminal/call-of.ts';

const byName = { [WITHOUT_NPM]: '1' };

test.each([
  ['an npm script', 'validate', {}, 'npm run validate -- dist'],
  ['the program, with npm scripts', 'validate', byName, 'npm run validate -- dist'],
  ['the program, without npm scripts', 'other', byName, 'npx eks-sock-shop other dist'],
])('called as %s', (_, name, env, call) => {
  expect(callOf(name, ['dist'], env)).toBe(call);
});

test('the name alone has no -- behind it', () => {
  expect(callOf('validate', [], {})).toBe('npm run validate');
});

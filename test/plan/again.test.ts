import { expect, test } from '@jest/globals';
import { againOf } from '../../plan/again.ts';

test.each([
  [{ yes: false }, 'npm run down -- --yes'],
  [{ all: true, yes: true, region: undefined }, 'npm run down -- --all --yes'],
  [{ cluster: 'a', region: 'eu-west-1' }, 'npm run down -- --cluster a --region eu-west-1 --yes'],
  [{ from: ['1.2.3.4/32', "it's"] }, "npm run down -- --from 1.2.3.4/32 --from 'it'\\''s' --yes"],
])('%j', (flags, line) => {
  expect(againOf('down', flags)).toBe(line);
});

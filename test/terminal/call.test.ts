import { expect, test } from '@jest/globals';
import { lineOf } from '../../terminal/call.ts';

const flag = { type: 'string', help: '' } as const;
const yes = { type: 'boolean', help: '' } as const;
const command = {
  name: 'down',
  flags: { cluster: flag, region: flag, all: yes, from: { ...flag, multiple: true }, yes },
};

test.each([
  [{ yes: false }, 'npm run down -- --yes'],
  [{ all: true, yes: true, region: undefined }, 'npm run down -- --all --yes'],
  [{ region: 'eu-west-1', cluster: 'a' }, 'npm run down -- --cluster a --region eu-west-1 --yes'],
  [{ from: ['1.2.3.4/32', "it's"] }, "npm run down -- --from 1.2.3.4/32 --from 'it'\\''s' --yes"],
])('%j and --yes', (flags, line) => {
  expect(lineOf({ command, flags }, { yes: true })).toBe(line);
});

test('what has no flag comes first; without anything the name is enough', () => {
  expect(lineOf({ command, flags: { all: true }, positionals: ['open', 'a b'] })).toBe(
    "npm run down -- open 'a b' --all",
  );
  expect(lineOf({ command, flags: { yes: true } }, { yes: false })).toBe('npm run down');
});

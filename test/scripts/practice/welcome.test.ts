import { expect, test } from '@jest/globals';
import type { Environment } from '../../../scripts/practice/environment.ts';
import { welcome } from '../../../scripts/practice/welcome.ts';

const environment: Environment = { variables: {}, path: '', programs: [] };

test.each([
  ['alone', /everything is deleted/],
  ['kept', /runs on.*:\npractice --stop$/m],
  ['entered', /was running already/],
] as const)('the welcome says how long practice lasts: %s', (lasts, said) => {
  expect(welcome(environment, lasts, 'practice --stop').join('\n')).toMatch(said);
  const others = { alone: /it runs on|already/, kept: /already/, entered: /is deleted|runs on/ };
  expect(welcome(environment, lasts, 'practice --stop').join('\n')).not.toMatch(others[lasts]);
});

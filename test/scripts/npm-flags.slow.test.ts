import { expect, test } from '@jest/globals';
import { runProgram } from '../support/processes.ts';

test('flags that npm keeps for itself are found in what npm really does', async () => {
  const { code, stderr } = await runProgram('npm', ['run', 'schema', '--check']);
  expect(code).toBe(2);
  expect(stderr).toContain('write: npm run schema -- --check\n');
});

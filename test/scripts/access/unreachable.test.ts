import { expect, test } from '@jest/globals';
import { unreachable } from '../../../aws/unreachable.ts';

test.each([
  ['error: You must be logged in to the server', 'these credentials may not use the cluster'],
  ['Error from server (Forbidden): unknown', 'these credentials may not use the cluster'],
  ['the server has asked for the client to provide credentials', 'these credentials may not'],
  ['Unable to connect to the server: i/o timeout', 'wait'],
])('%s', (refusal, fix) => {
  const error = unreachable('shop', refusal, 'wait');
  expect(error.message).toBe(`the Kubernetes API of shop can't be used from here: ${refusal}`);
  expect(error.fix).toContain(fix);
});

import { expect, test } from '@jest/globals';
import { takeNodeAddresses } from '../../../scripts/practice/node-addresses.ts';

test('two practices on one computer have nodes at different addresses', async () => {
  const [first, second] = [await takeNodeAddresses(), await takeNodeAddresses()];
  expect(first).toMatch(/^127\.1\d\d$/);
  // Elsewhere, nodes have an address only where the user adds it.
  if (process.platform === 'linux') expect(second).not.toBe(first);
});

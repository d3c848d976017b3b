import { expect, test } from '@jest/globals';
import { nodesInWords } from '../../../checks/capacity/words.ts';

test('nodes are counted in words that fit their number', () => {
  expect([1, 2].map(nodesInWords)).toEqual(['1 node', '2 nodes']);
});

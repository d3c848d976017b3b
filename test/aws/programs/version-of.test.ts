import { expect, test } from '@jest/globals';
import { isNewEnough } from '../../../aws/programs/version-of.ts';

test.each([
  ['2.13.0', true],
  ['2.12.9', false],
  ['1.42.0', true],
  ['1.41.9', false],
  ['3.0.0', true],
])('aws %s', (version, isEnough) => {
  expect(isNewEnough('aws', version)).toBe(isEnough);
});

test('of eksctl and kubectl, one major version is known', () => {
  expect(isNewEnough('eksctl', '0.216.9')).toBe(false);
  expect(isNewEnough('kubectl', '1.26.0')).toBe(true);
});

import { expect, test } from '@jest/globals';
import { askedMinor } from '../../../scripts/upgrade/asked-minor.ts';

const asked = (to: string) => askedMinor(to, 'clusters/sock-shop.yaml', '1.35');

test('any minor that EKS sells may be asked for: the cluster may run one that is older', () => {
  expect(['1.34', '1.35', '1.36'].map(asked)).toEqual(['1.34', '1.35', '1.36']);
});

test.each([
  ['1.37', '--to 1.37 is no minor that this project knows'],
  ['1.30', '--to 1.30 goes back: EKS runs nothing older than 1.31'],
])('%s is refused', (to, message) => {
  expect(() => asked(to)).toThrow(message);
});

test('who goes back is told what the file says', () => {
  expect(() => asked('1.30')).toThrow(
    expect.objectContaining({
      fix: 'leave --to out for 1.35, which clusters/sock-shop.yaml says, or choose from 1.31, 1.32, 1.33, 1.34, 1.35, 1.36',
    }),
  );
});

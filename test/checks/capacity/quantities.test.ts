import { describe, expect, test } from '@jest/globals';
import {
  formatCpu,
  formatMemory,
  MEBIBYTE,
  parseBytes,
  parseMillicores,
} from '../../../checks/capacity/quantities.ts';

describe('parseMillicores', () => {
  test.each([
    ['100m', 100],
    ['1', 1000],
    ['0.1', 100],
    ['1.5', 1500],
    ['.5', 500],
    [2, 2000],
    [0.25, 250],
    ['1e3m', undefined],
    ['1e0', 1000],
    ['0.0001', 1],
    ['100u', 1],
    ['1500000n', 2],
    ['1k', 1_000_000],
    ['29m', 29],
    ['0.57', 570],
  ])('reads %p as %p', (quantity, millicores) => {
    expect(parseMillicores(quantity)).toBe(millicores);
  });

  test.each([undefined, null, '', 'lots', '1 m', '1mm', {}, [], true, NaN, Infinity])(
    'refuses %p',
    (quantity) => {
      expect(parseMillicores(quantity)).toBeUndefined();
    },
  );
});

describe('parseBytes', () => {
  test.each([
    ['256Mi', 256 * MEBIBYTE],
    ['1Gi', 1024 * MEBIBYTE],
    ['1.5Gi', 1536 * MEBIBYTE],
    ['1G', 1e9],
    ['500M', 5e8],
    ['128974848', 128974848],
    ['129e6', 129e6],
    ['1E3', 1000],
    ['1Ei', 2 ** 60],
    ['1E', 1e18],
    ['64Ki', 65536],
    ['1500m', 2],
    [1024, 1024],
  ])('reads %p as %p', (quantity, bytes) => {
    expect(parseBytes(quantity)).toBe(bytes);
  });

  test.each(['256mb', '1GB', '1gi', '0x10', '--1'])('refuses %p', (quantity) => {
    expect(parseBytes(quantity)).toBeUndefined();
  });
});

test('quantities are written as Kubernetes writes them', () => {
  expect(formatCpu(1930)).toBe('1930m');
  expect(formatMemory(6837 * MEBIBYTE)).toBe('6837Mi');
});

import { describe, expect, test } from '@jest/globals';
import { compareValues } from '../../../scripts/diff/compare.ts';
import { formatSteps } from '../../../scripts/diff/field-change.ts';

const compare = (before: unknown, after: unknown) =>
  compareValues(before, after).map((change) => [
    formatSteps(change.path),
    change.before,
    change.after,
  ]);

describe('compareValues', () => {
  test('finds nothing in equal values, whatever the order of their keys', () => {
    expect(compare({ a: 1, b: [{ c: 2 }] }, { b: [{ c: 2 }], a: 1 })).toEqual([]);
  });

  test('names fields that changed, came and went', () => {
    expect(compare({ a: { b: 1, c: 2 } }, { a: { b: 3, d: 4 } })).toEqual([
      ['a.b', 1, 3],
      ['a.c', 2, undefined],
      ['a.d', undefined, 4],
    ]);
  });

  test('tells null from absence, and text from a number', () => {
    expect(compare({ a: null, b: '1' }, { b: 1 })).toEqual([
      ['a', null, undefined],
      ['b', '1', 1],
    ]);
  });

  test('names what comes with a new mapping key by key', () => {
    expect(compare({ a: {} }, { a: { b: { c: 1 } } })).toEqual([['a.b.c', undefined, 1]]);
  });

  test('matches items of lists by name, wherever they stand', () => {
    const env = (...items: [string, string][]) => ({
      env: items.map(([name, value]) => ({ name, value })),
    });
    expect(compare(env(['A', '1'], ['B', '2']), env(['A', '3'], ['C', '4']))).toEqual([
      ['env[A].value', '1', '3'],
      ['env[B]', { name: 'B', value: '2' }, undefined],
      ['env[C]', undefined, { name: 'C', value: '4' }],
    ]);
  });

  test('reports an order that changed', () => {
    expect(
      compare({ c: [{ name: 'a' }, { name: 'b' }] }, { c: [{ name: 'b' }, { name: 'a' }] }),
    ).toEqual([['c', ['a', 'b'], ['b', 'a']]]);
  });

  test.each([
    ['container ports', { containerPort: 80 }, 'x[80].hostPort', { hostPort: 1 }],
    ['ports with a protocol', { port: 53, protocol: 'UDP' }, 'x[53/UDP].nodePort', { nodePort: 1 }],
    ['mounts', { mountPath: '/tmp' }, 'x[/tmp].readOnly', { readOnly: true }],
    [
      'ServiceAccounts',
      { metadata: { name: 'a', namespace: 'n' } },
      'x[n/a].roleName',
      { roleName: 'r' },
    ],
  ])('matches %s', (_, item, path, more) => {
    const other = { name: 'zz' };
    const [change] = compare({ x: [item, other] }, { x: [other, { ...item, ...more }] });
    expect(change?.[0]).toBe(path);
  });

  test('matches arguments by their flag', () => {
    expect(compare({ args: ['--v=4', '--x=1'] }, { args: ['--v=5', '--x=1'] })).toEqual([
      ['args[--v]', '--v=4', '--v=5'],
    ]);
  });

  test('leaves out nameless items that are still there', () => {
    const rule = (verb: string) => ({ verbs: [verb] });
    expect(compare({ r: [rule('a'), rule('b')] }, { r: [rule('c'), rule('a')] })).toEqual([
      ['r[1].verbs[b]', 'b', undefined],
      ['r[1].verbs[c]', undefined, 'c'],
    ]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { linesOf } from '../../../scripts/report/graph/text-size.ts';
import {
  bottomOf,
  type Box,
  placeBoxes,
  type PlacedBox,
} from '../../../scripts/report/created/place-boxes.ts';

const box = (id: string, more: Partial<Box> = {}): Box => ({
  id,
  title: id,
  tone: 'other',
  ...more,
});

describe('boxes in boxes', () => {
  const inner = ['a', 'b', 'c'].map((id) => box(id, { title: 'a title of many words '.repeat(3) }));
  const [outer] = placeBoxes([box('outer', { holds: [...inner, box('d')], columns: 2 })], {
    x: 0,
    y: 0,
    width: 300,
  });
  const holds = outer?.holds ?? [];

  test('lie within what holds them', () => {
    for (const one of holds) {
      expect(one.x).toBeGreaterThan(0);
      expect(one.x + one.width).toBeLessThan(300);
      expect(one.y).toBeGreaterThan(0);
      expect(bottomOf(one)).toBeLessThan(outer?.height ?? 0);
    }
  });

  test('stand side by side in columns, those of a row as high as each other', () => {
    const [a, b, c, d] = holds;
    expect(a?.y).toBe(b?.y);
    expect(a?.height).toBe(b?.height);
    expect(right(a)).toBeLessThan(b?.x ?? 0);
    expect(a && bottomOf(a)).toBeLessThan(c?.y ?? 0);
    expect(c?.y).toBe(d?.y);
  });
});

test('a text is broken between words, and a word where nothing else helps', () => {
  expect(linesOf('one two three', 10, 50)).toEqual(['one two', 'three']);
  expect(linesOf('a-name-too-long', 10, 50)).toEqual(['a-name-t', 'oo-long']);
  expect(linesOf('', 10, 50)).toEqual([]);
});

function right(placed: PlacedBox | undefined): number {
  return (placed?.x ?? 0) + (placed?.width ?? 0);
}

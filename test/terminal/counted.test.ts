import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { counted } from '../../terminal/counted.ts';

const fleet = (size: number) => Array.from({ length: size }, (_, index) => index);

// A stream, and a clock on which each look takes some time.
function surroundings(isTTY: boolean, perLook: number) {
  const written: string[] = [];
  let time = 0;
  return {
    written,
    stream: { isTTY, write: (text: string) => written.push(text) > 0 } as never,
    now: () => (time += perLook),
  };
}

let said: string[];
beforeEach(() => {
  said = [];
  jest.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('a fleet is counted', () => {
  test('in one line of a terminal, which is gone at the end', () => {
    const around = surroundings(true, 100);
    expect([...counted('made', fleet(30), around)]).toEqual(fleet(30));
    const lines = around.written.map((text) => text.replace('\r\u001B[K', ''));
    expect(lines[0]).toMatch(/^made \d of 30 clusters$/);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.at(-1)).toBe('');
    expect(said).toEqual([]);
  });

  test('in plain lines elsewhere', () => {
    const around = surroundings(false, 100);
    expect([...counted('made', fleet(300), around)]).toEqual(fleet(300));
    expect(said).toEqual(['made 100 of 300 clusters', 'made 200 of 300 clusters']);
    expect(around.written).toEqual([]);
  });

  test('and its line makes room for what went wrong', () => {
    const around = surroundings(true, 1000);
    const work = () => {
      for (const cluster of counted('made', fleet(30), around)) {
        if (cluster === 5) throw new Error('is wrong');
      }
    };
    expect(work).toThrow('is wrong');
    expect(around.written.at(-1)).toBe('\r\u001B[K');
  });
});

test('what is quick, or few, is not', () => {
  const quick = surroundings(true, 1);
  expect([...counted('made', fleet(300), quick)]).toEqual(fleet(300));
  const few = surroundings(true, 1000);
  expect([...counted('made', fleet(20), few)]).toEqual(fleet(20));
  expect([...quick.written, ...few.written, ...said]).toEqual([]);
});

import { describe, expect, test } from '@jest/globals';
import { parseCsv } from '../../config/csv.ts';

const texts = (text: string) => parseCsv(text).rows.map((row) => row.map((cell) => cell.text));

describe('parseCsv', () => {
  test.each([
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [' a , "b" \n', [['a', 'b']]],
    ['"a,b","c ""d"""', [['a,b', 'c "d"']]],
    ['"a\nb",c', [['a\nb', 'c']]],
    ['a,,\n\n , \nb', [['a', '', ''], ['b']]],
    ['a"b,c', [['a"b', 'c']]],
    ['', []],
  ])('%j', (text, rows) => {
    expect(texts(text)).toEqual(rows);
  });

  test('every cell knows where it begins, after a cell of several lines too', () => {
    const { rows } = parseCsv('a,  b\r\n\r\n"c\r\nd", "e"\r\nf');
    const places = rows.flat().map(({ text, line, column }) => [text, line, column]);
    expect(places).toEqual([
      ['a', 1, 1],
      ['b', 1, 5],
      ['c\r\nd', 3, 1],
      ['e', 4, 5],
      ['f', 5, 1],
    ]);
  });

  test('a quote without an end is told where it begins', () => {
    expect(parseCsv('a,b\nc, "d\ne,f\n')).toEqual({
      rows: [[expect.anything(), expect.anything()]],
      strays: [],
      unclosed: { text: '"', line: 2, column: 4 },
    });
  });

  test('a quote whose last one is doubled has no end either', () => {
    expect(parseCsv('a\n"b""').unclosed).toEqual({ text: '"', line: 2, column: 1 });
  });

  test('text after a closing quote stays in its cell, and is told where it begins', () => {
    const { rows, strays } = parseCsv('a\tb\n"c\nd"x\t"e"\n', '\t');
    expect(rows[1]?.map(({ text }) => text)).toEqual(['c\ndx', 'e']);
    expect(strays).toEqual([{ text: 'x', line: 3, column: 3 }]);
  });
});

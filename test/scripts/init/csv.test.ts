import { describe, expect, test } from '@jest/globals';
import { rowsOf } from '../../../scripts/init/csv.ts';

const texts = (text: string) => rowsOf('c.csv', text).map((row) => row.map((cell) => cell.text));

describe('rows of fields', () => {
  test.each([
    [
      'commas',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'no newline at the end',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'Windows line ends',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'semicolons',
      'a;b\nc,c;d\n',
      [
        ['a', 'b'],
        ['c,c', 'd'],
      ],
    ],
    [
      'tabs',
      'a\tb\nc\td\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'quotes',
      '"a,""x""",b\n"c\r\nc", d \n',
      [
        ['a,"x"', 'b'],
        ['c\r\nc', 'd'],
      ],
    ],
    [
      'an empty last field',
      'a,b,\n,,c\n',
      [
        ['a', 'b', ''],
        ['', '', 'c'],
      ],
    ],
    ['an empty last field at the end', 'a,', [['a', '']]],
    ['lines without anything', 'a\n\n,\n"",\nb\n', [['a'], ['b']]],
    ['nothing', '', []],
  ])('%s', (_, text, rows) => expect(texts(text)).toEqual(rows));
});

test('every field knows its place, after lines in quotes too', () => {
  const places = rowsOf('c.csv', 'a,"b\nb",c\r\nd,"e",f\n').flat();
  expect(places.map(({ text, line, column }) => `${text} ${line}:${column}`)).toEqual([
    'a 1:1',
    'b\nb 1:3',
    'c 2:4',
    'd 3:1',
    'e 3:3',
    'f 3:7',
  ]);
});

test('quotes that are not as they should be, all at once', () => {
  expect(() => rowsOf('c.csv', 'a,b\n"c"x,d\n"e\nf\n')).toThrow(
    'c.csv:2:4\n    text after a closing "\n    write "" for a quote inside of quotes\nc.csv:3:1\n    the " that begins here has no end',
  );
});

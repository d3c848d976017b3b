import { describe, expect, test } from '@jest/globals';
import { lay, tableLines } from '../../terminal/table.ts';
import { screenWidth, shownWidth } from '../../terminal/width.ts';
import { sentence, wrap } from '../../terminal/wrap.ts';
import { atWidth } from '../support/at-width.ts';

const head = ['what', 'ports', 'from'];
const rows = [
  ['API endpoint', '443', '198.51.100.7/32'],
  ['NodePort', '', 'every address of the nodes, and of what stands before them'],
];

describe('a table', () => {
  test('in a pipe, and where it fits, has a line for each row', () => {
    const wide = [
      'what          ports  from',
      'API endpoint  443    198.51.100.7/32',
      'NodePort             every address of the nodes, and of what stands before them',
    ];
    expect(tableLines({ head, rows })).toEqual(wide);
    expect(tableLines({ head, rows }, 79)).toEqual(wide);
  });

  test('that is too wide by its last column has that one folded between words', () => {
    expect(tableLines({ head, rows, indent: ' ' }, 60)).toEqual([
      ' what          ports  from',
      ' API endpoint  443    198.51.100.7/32',
      ' NodePort             every address of the nodes, and of',
      '                      what stands before them',
    ]);
  });

  test('that is wider still has a block for each row, with the name of each cell', () => {
    expect(tableLines({ head, rows, indent: ' ' }, 30)).toEqual([
      ' what: API endpoint',
      '   ports: 443',
      '   from: 198.51.100.7/32',
      ' what: NodePort',
      '   from: every address of the',
      '     nodes, and of what stands',
      '     before them',
    ]);
    expect(tableLines({ rows, lead: 2 }, 30).slice(0, 3)).toEqual([
      'API endpoint  443',
      '  198.51.100.7/32',
      'NodePort',
    ]);
  });

  test('has a row that goes on with the one above it', () => {
    const more = {
      rows: [
        ['node-a', 'stays: it runs the autoscaler'],
        ['', 'and Jenkins'],
      ],
    };
    expect(tableLines(more, 30)).toEqual([
      'node-a',
      '  stays: it runs the',
      '    autoscaler',
      '  and Jenkins',
    ]);
  });

  test('has its numbers to the right', () => {
    const numbers = {
      rows: [
        ['a', '1.5'],
        ['b', '10.25'],
      ],
      align: ['left', 'right'] as const,
    };
    expect(tableLines(numbers)).toEqual(['a    1.5', 'b  10.25']);
    expect(tableLines(numbers, 5)).toEqual(['a', '  1.5', 'b', '  10.', '    2', '    5']);
  });

  test('tells which lines belong to which row', () => {
    expect(lay({ head, rows }, 60).rows.map(({ length }) => length)).toEqual([1, 2]);
    expect(lay({ head, rows }, 30).rows.map(({ length }) => length)).toEqual([3, 4]);
  });

  test('without rows is nothing but its head', () => {
    expect(tableLines({ rows: [] })).toEqual([]);
    expect(tableLines({ head, rows: [] })).toEqual(['what  ports  from']);
  });

  test('keeps a row in its lines, whatever a cell holds', () => {
    expect(tableLines({ rows: [['a\nb', 'c\td\u001B[31m']] })).toEqual(['a b  c d\\u001b[31m']);
  });

  test.each([1, 2, 7, 20, 39, 60, 80, 120])('has no line longer than %d columns', (width) => {
    const words = ['a', '', 'wide words 漢字かな', 'é́', 'arn:aws:iam::111122223333:role/x', '👩‍👩‍👧'];
    for (let seed = 0; seed < 20; seed++) {
      const cell = (index: number) =>
        Array.from({ length: (seed * 7 + index) % 5 }, (_, at) => words[(seed + index + at) % 6]);
      const some = Array.from({ length: (seed % 4) + 1 }, (_, row) =>
        Array.from({ length: (seed % 5) + 1 }, (__, column) => cell(row * 5 + column).join(' ')),
      );
      const table = { rows: some, ...(seed % 2 === 0 && { head: ['one', '', 'three', 'four'] }) };
      const long = tableLines(table, width).filter((line) => shownWidth(line) > width);
      // What a single character and what stands before it take is the least.
      expect(width < LEAST ? [] : long).toEqual([]);
      // In a folded table words that followed each other stand below each other.
      const text = (lines: readonly string[]) =>
        [
          ...lines
            .join('')
            .replaceAll(/\s/g, '')
            .replaceAll(/one:|three:|four:/g, ''),
        ].sort();
      expect(text(lay(table, width).rows.flat())).toEqual(text(lay(table).rows.flat()));
    }
  });
});

const LEAST = 6;

test('a wide character counts as it shows', () => {
  expect(
    ['abc', '漢字', 'ｆ', 'é', 'e\u0301', '👍', '👩‍👩‍👧', '🇩🇪', '한글', '…→×', '\u200B'].map(
      shownWidth,
    ),
  ).toEqual([3, 4, 2, 1, 1, 2, 2, 2, 4, 3, 0]);
  expect(
    tableLines({
      rows: [
        ['漢字', 'a'],
        ['abcd', 'b'],
      ],
    }),
  ).toEqual(['漢字  a', 'abcd  b']);
});

test('a word that is longer than a line is broken, and no character is', () => {
  expect(wrap('a 漢字漢字漢 b', 6)).toEqual(['a', '漢字漢', '字漢 b']);
  expect(wrap('', 6)).toEqual(['']);
});

test('a sentence is folded to the terminal; one with a command in it is not', () => {
  const text = 'the quick brown fox jumps';
  expect(atWidth(12, () => sentence(text, { first: '- ', next: '  ' }))).toEqual([
    '- the quick',
    '  brown fox',
    '  jumps',
  ]);
  expect(atWidth('pipe', () => sentence(text))).toEqual([text]);
  const command = 'take it away: npm run down -- --cluster a';
  expect(atWidth(12, () => sentence(command))).toEqual([command]);
});

test('the width is that of the terminal, and in a pipe there is none', () => {
  expect(atWidth(60, screenWidth)).toBe(60);
  expect(atWidth(0, screenWidth)).toBe(Number.POSITIVE_INFINITY);
  expect(atWidth('pipe', screenWidth)).toBe(Number.POSITIVE_INFINITY);
});

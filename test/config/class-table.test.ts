import { describe, expect, test } from '@jest/globals';
import { classTable } from '../../config/class-table.ts';

const columns = {
  needed: ['name'],
  more: ['from', 'nodePort'],
  example: ['name', 'anna'],
} as const;
const read = (text: string) => classTable<'name' | 'from' | 'nodePort'>('c.csv', text, columns);
const names = (text: string) => read(text).rows.map(({ cell }) => cell('name')?.text);
const ranges = (text: string) => read(text).rows.map(({ cell }) => cell('from')?.text);

describe('a class list is read as people and spreadsheet programs write it', () => {
  test.each([
    ['commas', 'name,from\nlea,1\nmia,2\n'],
    ['semicolons, as in most of Europe', 'name;from\nlea;1\nmia;2\n'],
    ['tabs', 'name\tfrom\nlea\t1\nmia\t2\n'],
    ['Windows line ends and none at the end', 'name;from\r\nlea;1\r\nmia;2'],
    ['line ends of old Macs', 'name,from\rlea,1\rmia,2\r'],
    ['columns in another order', 'from,name\n1,lea\n2,mia\n'],
    ['columns in capitals and with blanks', ' Name , FROM \nlea, 1\n mia ,2\n'],
    ['cells in quotes', '"name";"from"\n"lea";"1"\n"mia";"2"\n'],
    ['blank lines', '\n\nname,from\n\nlea,1\n,\n  \nmia,2\n,,,\n\n'],
    ['columns without a name', 'name;from;;\nlea;1;;\nmia;2;;;;\n'],
    ['columns of other things', 'E-Mail,name,Room,from\nl@x.org,lea,12,1\nm@x.org,mia,,2\n'],
    ['the separator told to Excel', 'sep=;\r\nname;from\r\nlea;1\r\nmia;2\r\n'],
  ])('%s', (_, text) => {
    expect(names(text)).toEqual(['lea', 'mia']);
    expect(ranges(text)).toEqual(['1', '2']);
  });

  test('the separator inside of quotes belongs to the cell', () => {
    expect(ranges('name,from\nlea,"1,2"\n')).toEqual(['1,2']);
    expect(ranges('"from, if any";name;from\n;lea;1,2\n')).toEqual(['1,2']);
  });

  test('a line may end before its last cells', () => {
    const [row] = read('name,from,node port\nlea\n').rows;
    expect(row?.cell('from')).toBeUndefined();
    expect(row?.place('from')).toEqual({ file: 'c.csv', line: 2, column: 1, at: 'from' });
  });

  test('what its other columns are is told', () => {
    expect(read('name,E-Mail,,Room\nlea,,,\n').ignored).toEqual(['E-Mail', 'Room']);
  });

  test('every cell knows its place, after lines in quotes too', () => {
    const places = read('name,from\r\n"a\r\nb", c\r\nd,e\r\n').rows.map(({ place }) =>
      place('from'),
    );
    expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual(['3:5', '4:3']);
  });
});

describe('what is wrong with its form', () => {
  test.each([
    [
      'nothing in it',
      '',
      'c.csv\n    is empty\n    begin with a line name; then one for each learner, such as anna',
    ],
    ['no lines', 'name\n', 'c.csv\n    has a first line and none below it'],
    ['a column twice', 'name,Name\na,b\n', 'c.csv:1:6  Name\n    is there twice'],
    [
      'a misspelt column',
      'name,form\na,b\n',
      'c.csv:1:6  form\n    is not a column of a class list\n    did you mean from?',
    ],
    [
      'a part of a column',
      'name,port\na,b\n',
      'c.csv:1:6  port\n    is not a column of a class list\n    did you mean nodePort?',
    ],
    [
      'no column that is needed',
      'learner,from\na,b\n',
      'c.csv:1:1\n    the first line has no column name',
    ],
    [
      'one cell too many',
      'name,from\na,b,c\n',
      'c.csv:2:5  c\n    is one cell more than the first line has columns, which are 2',
    ],
    [
      'quotes, all at once',
      'name,from\n"c"x,d\n"e\nf\n',
      'c.csv:2:4\n    text after a closing "\n    write "" for a quote inside of quotes\nc.csv:3:1\n    the " that begins here has no end',
    ],
    [
      'far too many lines',
      `name\n${'a\n'.repeat(1001)}`,
      'c.csv\n    lists 1,001 learners\n    allowed: up to 1,000',
    ],
  ])('%s', (_, text, message) => expect(() => read(text)).toThrow(message));
});

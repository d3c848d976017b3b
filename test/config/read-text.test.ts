import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readClassList, readText } from '../../config/read-text.ts';
import { temporaryFolder } from '../support/temporary.ts';

function fileOf(bytes: Buffer): string {
  const file = join(temporaryFolder(), 'class.csv');
  writeFileSync(file, bytes);
  return file;
}

const text = 'name;from\r\nJörg;8.8.8.8\r\n';
const zip = (...names: string[]) =>
  Buffer.concat([
    Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]),
    ...names.map((name) => Buffer.from(`${name}\xFF\x00`, 'latin1')),
  ]);
const excel = 'in Excel: File › Save As › "CSV UTF-8 (Comma delimited)"';

describe('a class list in another format is named, with what to click', () => {
  test.each([
    ['a workbook', zip('[Content_Types].xml', 'xl/workbook.xml'), 'is an Excel workbook', excel],
    [
      'a large one',
      Buffer.concat([zip('xl/'), Buffer.alloc(300_000)]),
      'is an Excel workbook',
      excel,
    ],
    [
      'an old one',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'is an old Excel workbook (.xls)',
      excel,
    ],
    ['Numbers', zip('Index/Document.iwa'), 'is a Numbers document', 'in Numbers: File › Export To'],
    [
      'LibreOffice',
      zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
      'is a LibreOffice spreadsheet',
      'in LibreOffice: File › Save As',
    ],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'is UTF-16, not UTF-8', excel],
    ['UTF-16 without its mark', Buffer.from(text, 'utf16le'), 'is UTF-16, not UTF-8', excel],
    [
      'UTF-16 the other way around',
      Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
      'is UTF-16, not UTF-8',
      excel,
    ],
    [
      'Windows-1252',
      Buffer.from(text, 'latin1'),
      ':2:2\n    is not UTF-8, but Windows-1252 as it seems',
      excel,
    ],
    ['none of these', Buffer.from([0x6e, 0x81, 0x00, 0xff]), ':1:2\n    is not UTF-8\n', excel],
  ])('%s', (_, bytes, message, fix) => {
    const file = fileOf(bytes);
    expect(() => readClassList(file)).toThrow(message);
    expect(() => readClassList(file)).toThrow(fix);
  });

  test('a text that is too large is told as that', () => {
    const file = fileOf(Buffer.from('a,b\n'.repeat(40_000)));
    expect(() => readClassList(file)).toThrow('is 157 KiB: far more than a class list needs');
  });
});

test('UTF-8 is read, with its mark or without', () => {
  expect(readClassList(fileOf(Buffer.from(text)))).toBe(text);
  expect(readClassList(fileOf(Buffer.from(`\uFEFF${text}`)))).toBe(text);
  expect(readText(fileOf(Buffer.from(`\uFEFF${text}`)))).toBe(text);
});

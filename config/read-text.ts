import { readBytes, tooLarge } from '../output/only-files.ts';
import { ProblemsError } from '../terminal/problem.ts';
import { EXCEL_SAVES, spreadsheetIn } from './spreadsheets.ts';

// The largest that every key, with as many tags as AWS takes and a class of learners, could come to.
const LARGEST_FILE = 128 * 1024;
// Whoever saves a class as a workbook is told that, and not how large it is.
const LARGEST_WORKBOOK = 16 * 1024 * 1024;

/** A cluster file's text; throws a problem when it is not a file, too large for what it is, or not UTF-8. */
export function readText(file: string): string {
  const bytes = readBytes(file, { what: 'a cluster file', most: LARGEST_FILE });
  return decoded(file, bytes, 'save the file as UTF-8');
}

/** A class list's text; throws a problem, with what to click, where a spreadsheet program wrote something else. */
export function readClassList(file: string): string {
  const what = 'a class list';
  const bytes = readBytes(file, { what, most: LARGEST_WORKBOOK });
  const spreadsheet = spreadsheetIn(bytes);
  if (spreadsheet) {
    const message = `is ${spreadsheet.is}; a class list is a text with commas or semicolons`;
    throw new ProblemsError([{ place: { file }, message, fix: spreadsheet.fix }]);
  }
  const excess = tooLarge(bytes.length, { what, most: LARGEST_FILE });
  if (excess) throw new ProblemsError([{ place: { file }, ...excess }]);
  return decoded(file, bytes, EXCEL_SAVES);
}

function decoded(file: string, bytes: Buffer, fix: string): string {
  const text = bytes.toString('utf8');
  const encoding = isUtf16(bytes) ? 'UTF-16' : undefined;
  if (!encoding && Buffer.from(text).equals(bytes)) return text.replace(/^\uFEFF/, '');
  const before = text.slice(0, text.indexOf('\uFFFD')).split('\n');
  const place = encoding
    ? { file }
    : { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  const likely = isWindows1252(bytes) ? ', but Windows-1252 as it seems' : '';
  const message = encoding ? `is ${encoding}, not UTF-8` : `is not UTF-8${likely}`;
  throw new ProblemsError([{ place, message, fix }]);
}

// With its mark, or with the half of its first letter that is empty.
function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return false;
  const isMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMark || (first === 0) !== (second === 0);
}

// Text in it has letters for all bytes but these.
function isWindows1252(bytes: Buffer): boolean {
  return !bytes.some(
    (byte) =>
      (byte < 0x20 && ![9, 10, 13].includes(byte)) ||
      [0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte),
  );
}

import { readBytes } from '../output/only-files.ts';
import { ProblemsError } from '../terminal/problem.ts';

// The largest that every key, with as many tags as AWS takes and a class of learners, could come to.
const LARGEST_FILE = 128 * 1024;

/** A file's text; throws a problem when it is not a file, too large for what it is, or not UTF-8. */
export function readText(file: string, what = 'a cluster file'): string {
  const bytes = readBytes(file, { what, most: LARGEST_FILE });
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) return text.replace(/^\uFEFF/, '');
  const isUtf16 = /^(\xFF\xFE|\xFE\xFF)/.test(bytes.toString('latin1'));
  const before = text.slice(0, text.indexOf('\uFFFD')).split('\n');
  throw new ProblemsError([
    {
      place: isUtf16
        ? { file }
        : { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
      message: isUtf16 ? 'is UTF-16, not UTF-8' : 'is not UTF-8',
      fix: 'save the file as UTF-8',
    },
  ]);
}

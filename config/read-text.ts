import { closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { type Problem, ProblemsError } from '../terminal/problem.ts';

// The largest that every key, with as many tags as AWS takes and a class of learners, could come to.
const LARGEST_FILE = 128 * 1024;

/** A file's text; throws a problem when it is no file, too large for what it is, or not UTF-8. */
export function readText(file: string, what = 'a cluster file'): string {
  const bytes = readBytes(file, what);
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

function readBytes(file: string, what: string): Buffer {
  const fail = (problem: Omit<Problem, 'place'>): never => {
    throw new ProblemsError([{ place: { file }, ...problem }]);
  };
  try {
    const stats = statSync(file);
    if (stats.isDirectory()) fail({ message: `is a folder; ${what} is a file` });
    // Reading from a pipe or a device might never end.
    if (!stats.isFile()) fail({ message: 'is not a file' });
    if (stats.size > LARGEST_FILE) {
      fail({
        message: `is ${Math.ceil(stats.size / 1024).toLocaleString('en-US')} KiB: far more than ${what} needs`,
        allowed: `up to ${LARGEST_FILE / 1024} KiB`,
      });
    }
    const bytes = readUpTo(file, stats.size + 1);
    // Files of the kernel's, which may never end either, say that they are empty.
    if (bytes.length > stats.size) fail({ message: 'holds more than its size says' });
    return bytes;
  } catch (error) {
    throw inWords(error, file);
  }
}

// Without waiting for what there may never be.
function readUpTo(file: string, most: number): Buffer {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const bytes = Buffer.allocUnsafe(most);
    let length = 0;
    for (let read = -1; read !== 0 && length < most; length += read) {
      read = readSync(descriptor, bytes, length, most - length, null);
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

/** What reading a file or a folder failed with, told as a problem where it is one of the user's. */
export function inWords(error: unknown, file: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!(code in unreadable)) return error;
  return new ProblemsError([{ place: { file }, message: `can't be read: ${unreadable[code]}` }]);
}

const unreadable: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission to',
  EPERM: 'you have no permission to',
  ENOENT: 'it is a link to a file that is not there',
  ELOOP: 'it is a link that leads back to itself',
  EIO: 'the disk reports an error',
  EAGAIN: 'it would have to be waited for',
};

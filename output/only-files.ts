import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Problem, ProblemsError } from '../terminal/problem.ts';

// The one place that decides what may be read and what may be replaced: a pipe may never end, and a device or a socket
// that gives way to a file is gone for everybody.

/** What is read, as its user calls it, and how large it may be. */
export interface Readable {
  readonly what: string;
  readonly most: number;
}

/** A file's bytes, read without ever waiting; throws a problem for all that is not a file, too large or unreadable. */
export function readBytes(file: string, { what, most }: Readable): Buffer {
  const fail = (problem: Omit<Problem, 'place'>): never => {
    throw new ProblemsError([{ place: { file }, ...problem }]);
  };
  const refuse = (stats: Stats): void => {
    const other = otherThanFile(stats);
    if (other) fail({ message: `is ${other}; ${what} is a file` });
    const excess = tooLarge(stats.size, { what, most });
    if (excess) fail(excess);
  };
  try {
    // Even opening a device may do something.
    refuse(statSync(file));
    const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = fstatSync(descriptor);
      refuse(stats);
      const bytes = readUpTo(descriptor, stats.size + 1);
      // Files of the kernel's, which may never end either, say that they are empty.
      if (bytes.length > stats.size) fail({ message: 'holds more than its size says' });
      return bytes;
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw unreadable(error, file);
  }
}

/** What is wrong with a size; undefined where nothing is. */
export function tooLarge(
  size: number,
  { what, most }: Readable,
): Omit<Problem, 'place'> | undefined {
  if (size <= most) return undefined;
  return {
    message: `is ${Math.ceil(size / 1024).toLocaleString('en-US')} KiB: far more than ${what} needs`,
    allowed: `up to ${(most / 1024).toLocaleString('en-US')} KiB`,
  };
}

/** Reads what is open until its end, or until there is as much as is wanted. */
export function readUpTo(descriptor: number, most: number): Buffer {
  const bytes = Buffer.allocUnsafe(most);
  let length = 0;
  for (let read = -1; read !== 0 && length < most; length += read) {
    read = readSync(descriptor, bytes, length, most - length, null);
  }
  return bytes.subarray(0, length);
}

/** How a file begins, where there is one; a link to one is not. */
export function beginningOf(file: string, length: number): string | undefined {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  const descriptor = openSync(file, 'r');
  try {
    return readUpTo(descriptor, length).toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** A file's text, where there is a file of that size at all: for what only looks, and has no use for a reason. */
export function textIfAny(file: string, most: number): string | undefined {
  try {
    return readBytes(file, { what: '', most }).toString('utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof ProblemsError || code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The path that a file of this name is replaced at, behind links; throws a problem where there is anything but a file. */
export function replaceable(file: string): string {
  const real = behindLinks(file);
  const stats = lstatSync(real, { throwIfNoEntry: false });
  const other = stats && otherThanFile(stats);
  if (!other) return real;
  throw new ProblemsError([
    {
      place: { file },
      message: `is ${other}, and only a file may be replaced by one`,
      fix: 'name another',
    },
  ]);
}

// As many as Linux follows.
const MOST_LINKS = 40;

/** What a link leads to, whether it is there or not yet. */
export function behindLinks(file: string): string {
  let real = file;
  for (let links = 0; lstatSync(real, { throwIfNoEntry: false })?.isSymbolicLink(); links++) {
    if (links === MOST_LINKS) {
      throw Object.assign(new Error(`${file} leads back to itself`), { code: 'ELOOP', path: file });
    }
    real = resolve(dirname(real), readlinkSync(real));
  }
  return real;
}

/** What something is that is not a file; undefined for a file. */
export function otherThanFile(stats: Pick<Stats, keyof typeof kinds>): string | undefined {
  const kind = Object.keys(kinds).find((is) => stats[is as keyof typeof kinds]());
  return kind && kinds[kind as keyof typeof kinds];
}

const kinds = {
  isDirectory: 'a folder',
  isFIFO: 'a pipe',
  isSocket: 'a socket',
  isCharacterDevice: 'a device',
  isBlockDevice: 'a device',
  isSymbolicLink: 'a link',
} as const;

/** What reading a file or a folder failed with, told as a problem where it is one of the user's. */
export function unreadable(error: unknown, file: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!(code in reasons)) return error;
  return new ProblemsError([{ place: { file }, message: `can't be read: ${reasons[code]}` }]);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission to',
  EPERM: 'you have no permission to',
  ENOENT: 'it is a link to a file that is not there',
  ENOTDIR: 'a part of its path is a file',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link that leads back to itself',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk reports an error',
  EAGAIN: 'it would have to be waited for',
  ENXIO: 'nothing is behind it',
  ENODEV: 'nothing is behind it',
  EINVAL: 'it is not meant to be read',
  ESRCH: 'its process has ended',
};

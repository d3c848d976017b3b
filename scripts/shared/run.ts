import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { formatProblem, ProblemsError } from '../../terminal/problem.ts';
import type { Flag } from '../../terminal/arguments.ts';
import { shutDoor } from '../../terminal/door.ts';
import { UsageError } from '../../terminal/usage-error.ts';

const BAD_INPUT = 2;
// sysexits' EX_SOFTWARE: 1 is some commands' word for "differs".
const OUR_FAULT = 70;
const MOST_SHOWN = 50;

type Work = () => void | number | undefined | Promise<void | number | undefined>;

/**
 * Runs a command and turns what goes wrong into words: exit code 2 when its input was at fault. The command's flags
 * say whether it could write elsewhere.
 */
export async function run(
  work: Work,
  { flags = {} }: { readonly flags?: Readonly<Record<string, Flag>> } = {},
): Promise<void> {
  shutDoor();
  process.stdout.on('error', leaveQuietly);
  // Until it has ended: Node also leaves when nothing is left to wait for.
  process.exitCode = OUR_FAULT;
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(describeError(error, 'out' in flags));
    process.exitCode = isInputError(error) ? BAD_INPUT : OUR_FAULT;
  }
}

/** What went wrong, as its user is told. */
export function describeError(error: unknown, hasOut = false): string {
  if (error instanceof ProblemsError) {
    const { problems } = error;
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    const rest = problems.length > MOST_SHOWN ? `\nand ${problems.length - MOST_SHOWN} more` : '';
    const shown = problems.slice(0, MOST_SHOWN).map(formatProblem).join('\n');
    return `${shown}${rest}\n\n${count}; nothing was changed.`;
  }
  if (error instanceof UsageError) {
    return [error.message, error.fix, ...error.also].filter(Boolean).join('\n');
  }
  return diskTrouble(error, hasOut) ?? `This should not have happened: ${trace(error)}`;
}

function trace(error: unknown): string {
  const { stack, message } = error as Error;
  return stack ?? message ?? String(error);
}

function diskTrouble(error: unknown, hasOut: boolean): string | undefined {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  const elsewhere = hasOut ? ', or choose another folder with --out DIR' : '';
  if (code === 'ENOENT' && syscall === 'mkdir') {
    return `${path}: no folder can be made there: check the path${elsewhere}`;
  }
  if (code === undefined || !(code in diskErrors)) return undefined;
  const place = path ? `${code === 'ENOTDIR' ? fileAbove(path) : path}: ` : '';
  return `${place}${diskErrors[code]}${elsewhere}\nEvery folder is as it was, or as it should be: none is half written.`;
}

// Node names what it could not find below a file, and not the file.
function fileAbove(path: string): string {
  const above = dirname(path);
  return above === path || existsSync(path) ? path : fileAbove(above);
}

function isInputError(error: unknown): boolean {
  return (
    error instanceof ProblemsError ||
    error instanceof UsageError ||
    diskTrouble(error, false) !== undefined
  );
}

const diskErrors: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: free some space and run this again',
  EDQUOT: 'your disk quota is used up: free some space and run this again',
  EBUSY: 'is mounted by itself, or in use: unmount it',
  EROFS: 'is on a read-only disk: make it writable',
  EACCES: "may not be written to by you: check the folder's owner and permissions",
  EPERM: "may not be changed by you: check the folder's owner and permissions",
  EEXIST: 'is a file where a folder should be: move it away',
  ENOTDIR: 'is a file where a folder should be: move it away',
  EISDIR: 'is a folder where a file should be: move it away',
  ELOOP: 'is a link that leads back to itself: remove it',
  ENAMETOOLONG: 'is longer than a name may be: choose a shorter one',
};

// The reader of a pipe may go away, as `head` does.
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

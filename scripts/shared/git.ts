import { spawnSync } from 'node:child_process';
import { UsageError } from '../../terminal/usage-error.ts';

const LARGEST_OUTPUT = 512 * 1024 * 1024;

/** What git prints about a revision. */
export function git(
  args: readonly string[],
  cwd: string,
  revision: string,
  input?: string,
): Buffer {
  if (revision.startsWith('-')) throw unknownRevision(revision);
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd,
    input,
    maxBuffer: LARGEST_OUTPUT,
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (error && (error as NodeJS.ErrnoException).code === 'ENOENT') {
    throw new UsageError('git is not installed', 'it has what the files were before');
  }
  if (error) throw error;
  if (status === 0) return stdout;
  const words = stderr.toString('utf8').trim();
  if (/not a git repository/i.test(words)) {
    throw new UsageError(
      'this folder is not a Git repository, so there is nothing earlier to compare with',
      'clone the repository, or make one: git init && git add . && git commit',
    );
  }
  if (/not a valid object name|not a tree object|(bad|unknown) revision/i.test(words)) {
    throw unknownRevision(revision);
  }
  throw new UsageError(`git ${args[0]}: ${words}`);
}

/** The texts that objects of Git have, read by one process. */
export function blobs(ids: readonly string[], cwd: string, revision: string): string[] {
  const asked = ids.map((id) => `${id}\n`).join('');
  return readBatch(git(['cat-file', '--batch'], cwd, revision, asked));
}

function unknownRevision(revision: string): UsageError {
  return new UsageError(
    `${revision} is not a revision that Git knows here`,
    'name a commit, a branch or a tag, for example main',
  );
}

// `<id> blob <size>`, a line feed, that many bytes, a line feed; again for each.
function readBatch(output: Buffer): string[] {
  const texts: string[] = [];
  let start = 0;
  while (start < output.length) {
    const end = output.indexOf(10, start);
    const size = Number(output.toString('utf8', start, end).split(' ')[2]);
    texts.push(output.toString('utf8', end + 1, end + 1 + size));
    start = end + 1 + size + 1;
  }
  return texts;
}

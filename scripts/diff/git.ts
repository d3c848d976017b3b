import { spawnSync } from 'node:child_process';
import type { Tree } from '../../output/tree.ts';
import { UsageError } from '../../terminal/usage-error.ts';

const LARGEST_OUTPUT = 512 * 1024 * 1024;

/** A folder's files as a Git revision has them, read by two processes however many files there are. */
export function folderAtRevision(folder: string, revision: string, cwd = process.cwd()): Tree {
  if (revision.startsWith('-')) throw unknownRevision(revision);
  const listing = git(['ls-tree', '-r', '-z', revision, '--', `${folder}/`], cwd, revision);
  const entries = listing
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const match = /^100\d{3} blob ([0-9a-f]+)\t([\s\S]+)$/.exec(line);
      return match ? [{ id: match[1]!, path: match[2]! }] : [];
    });
  if (entries.length === 0) {
    throw new UsageError(
      `${revision} has no ${folder}/ in Git`,
      `name a revision that has it (--from REV), or commit what npm run synth writes first`,
    );
  }
  const ids = entries.map(({ id }) => `${id}\n`).join('');
  const texts = readBatch(git(['cat-file', '--batch'], cwd, revision, ids));
  return new Map(
    entries.map(({ path }, index) => [path.slice(folder.length + 1), texts[index] ?? '']),
  );
}

function git(args: readonly string[], cwd: string, revision: string, input?: string): Buffer {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd,
    input,
    maxBuffer: LARGEST_OUTPUT,
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (error && (error as NodeJS.ErrnoException).code === 'ENOENT') {
    throw new UsageError('git is not installed', 'npm run diff reads the earlier dist/ from Git');
  }
  if (error) throw error;
  if (status === 0) return stdout;
  const words = stderr.toString('utf8').trim();
  if (/not a git repository/i.test(words)) {
    throw new UsageError(
      'this folder is not a Git repository, so there is no earlier dist/ to compare with',
      'clone the repository, or make one: git init && git add . && git commit',
    );
  }
  if (/not a valid object name|not a tree object|bad revision/i.test(words)) {
    throw unknownRevision(revision);
  }
  throw new UsageError(`git ${args[0]}: ${words}`);
}

function unknownRevision(revision: string): UsageError {
  return new UsageError(
    `${revision} is not a revision that Git knows here`,
    'name a commit, a branch or a tag: npm run diff -- --from main',
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

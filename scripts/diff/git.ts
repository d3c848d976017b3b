import type { Tree } from '../../output/tree.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { blobs, git } from '../shared/git.ts';

/** A folder's files as a Git revision has them, read by two processes however many files there are. */
export function folderAtRevision(folder: string, revision: string, cwd = process.cwd()): Tree {
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
  const texts = blobs(
    entries.map(({ id }) => id),
    cwd,
    revision,
  );
  return new Map(
    entries.map(({ path }, index) => [path.slice(folder.length + 1), texts[index] ?? '']),
  );
}

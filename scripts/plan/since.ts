import type { Problem } from '../../terminal/problem.ts';
import { blobs, git } from '../shared/git.ts';
import { readInputs } from '../validate/input.ts';
import { type Config, configOf } from './config.ts';
import { isSameCluster } from './plan.ts';

/** What a ClusterConfig was, and what it is; one of the two is missing where it is new, or gone. */
export interface Changed {
  readonly before?: Config | undefined;
  readonly after?: Config | undefined;
}

/** What of the ClusterConfigs changed, and which files can't be read, and why. */
export interface Since {
  readonly changed: readonly Changed[];
  readonly unreadable: readonly string[];
  readonly problems: readonly Problem[];
}

const CLUSTER_CONFIG = /^[\s{]*["']?apiVersion["']?\s*:\s*["']?eksctl\.io\//m;
const FILES = ['*.yaml', '*.yml', '*.json'];

/** The ClusterConfigs of this folder that changed since a revision of Git; one in a file of another name is the same. */
export function changedSince(revision: string, cwd = process.cwd()): Since {
  const pairs: Changed[] = [];
  const unreadable: string[] = [];
  const problems: Problem[] = [];
  for (const { file, before, after } of changedFiles(revision, cwd)) {
    const read = [before, after].map((input) =>
      input && CLUSTER_CONFIG.test(input.text) ? configOf(input, file) : undefined,
    );
    const wrong = read.flatMap((one) => one?.problems ?? []);
    problems.push(...wrong);
    if (wrong.length > 0) unreadable.push(file);
    else if (read.some(Boolean)) pairs.push({ before: read[0]?.config, after: read[1]?.config });
  }
  return { changed: joined(pairs), unreadable, problems };
}

function joined(pairs: readonly Changed[]): Changed[] {
  const gone = new Set(pairs.filter(({ after }) => !after));
  const there = pairs.flatMap(({ before, after }) => {
    if (!after) return [];
    const moved = before
      ? undefined
      : [...gone].find((one) => one.before && isSameCluster(one.before, after));
    if (moved) gone.delete(moved);
    return [{ before: before ?? moved?.before, after }];
  });
  return [...there, ...gone];
}

function changedFiles(revision: string, cwd: string) {
  const names = ['--no-renames', '--diff-filter=AMD', '--relative'];
  const raw = git(
    ['diff', '--raw', '-z', '--no-abbrev', ...names, revision, '--', ...FILES],
    cwd,
    revision,
  );
  // :100644 100644 <id> <id> M, and then the path.
  const parts = raw.toString('utf8').split('\0');
  const files = parts.flatMap((line, index) => {
    const [, mode = '', id = '', status = ''] =
      /^:(\d+) \d+ ([0-9a-f]+) [0-9a-f]+ ([AMD])$/.exec(line) ?? [];
    if (status === '') return [];
    // Neither a new file nor a link had a text.
    const isThere = mode.startsWith('100');
    return [{ file: parts[index + 1] ?? '', id: isThere ? id : undefined, status }];
  });
  const ids = files.flatMap(({ id }) => id ?? []);
  const texts = new Map(blobs(ids, cwd, revision).map((text, index) => [ids[index], text]));
  return files.map(({ file, id, status }) => ({
    file,
    before: id === undefined ? undefined : { file: `${file} at ${revision}`, text: texts.get(id)! },
    after: status === 'D' ? undefined : readInputs([file])[0],
  }));
}

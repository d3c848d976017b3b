import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withLearners } from './learners-from.ts';
import { nameOf } from './name-of.ts';
import { type Problem, ProblemsError } from '../terminal/problem.ts';
import { readText } from './read-text.ts';
import { unreadable } from '../output/only-files.ts';
import { clusterName, patternOf, type Propose, proposer } from './names.ts';
import { saidOnce } from './said-once.ts';
import type { ClusterConfig } from './schema.ts';
import { Source } from './source.ts';
import { counted } from '../terminal/counted.ts';
import { didYouMean } from '../terminal/suggest.ts';
import { validateCluster } from './validate.ts';

/** A valid cluster, and the text that it came from, for messages that point into it. */
export interface LoadedCluster {
  readonly config: ClusterConfig;
  readonly source: Source;
}

/** The names of all clusters that have a file in a folder, sorted. */
export function clusterNames(folder: string): string[] {
  return [...new Set(clusterFiles(folder).map(nameOf))].sort();
}

/** Reads and validates cluster files, all of them or those named; throws all problems of all files. */
export function loadClusters(folder: string, wanted: readonly string[] = []): LoadedCluster[] {
  const files = clusterFiles(folder);
  if (files.length === 0) {
    throw new ProblemsError([
      {
        place: { file: `${folder}/` },
        message: 'holds no cluster file',
        fix: `npm run init writes one; or write ${folder}/<name>.yaml: docs/cluster-file.md has every key, and the three that it needs`,
      },
    ]);
  }
  const wrong: (readonly Problem[])[] = [...new Set(wanted)].map((name) =>
    missing(folder, files, name),
  );
  const loaded: LoadedCluster[] = [];
  const holders = holdersOf(files);
  const propose = proposer(clusterName, (name) => holders.has(name));
  const chosen = files.filter((file) => wanted.length === 0 || wanted.includes(nameOf(file)));
  for (const file of counted('read', chosen)) {
    try {
      const { source, problems: ofList } = withLearners(Source.parse(file, readText(file)));
      const { config, problems: found } = validateCluster(source, (text) =>
        propose(text, nameOf(file)),
      );
      const named = found.some(({ place }) => place.at === 'name')
        ? []
        : nameProblems(source, holders, propose);
      wrong.push([...found, ...named, ...ofList].sort(byPlace));
      if (config && ofList.length === 0) loaded.push({ config, source });
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      wrong.push([...error.problems].sort(byPlace));
    }
  }
  const problems = saidOnce(wrong.flat());
  if (problems.length > 0) throw new ProblemsError(problems);
  return loaded;
}

/** Reads and validates the cluster file of one name; throws all its problems. */
export function loadCluster(folder: string, name: string): LoadedCluster {
  // A name without a valid file is a problem, and no two files have the same.
  return loadClusters(folder, [name])[0]!;
}

/** Every cluster file in a folder, sorted; editors' hidden files are none. */
export function clusterFiles(folder: string): string[] {
  try {
    const files = readdirSync(folder).filter((file) => /^[^.].*\.ya?ml$/.test(file));
    return files.sort().map((file) => join(folder, file));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw unreadable(error, `${folder}/`);
  }
}

function missing(folder: string, files: readonly string[], name: string): Problem[] {
  const names = files.map(nameOf);
  if (names.includes(name)) return [];
  return [
    {
      place: { file: `${folder}/${name}.yaml` },
      message: 'there is no such cluster file',
      allowed: names.join(', '),
      fix: didYouMean(nameOf(name), names),
    },
  ];
}

// Whose each name is: the file's that is called so, whichever files say it in their text.
function holdersOf(files: readonly string[]): Map<string, string> {
  const holders = new Map<string, string>();
  for (const file of files) if (!holders.has(nameOf(file))) holders.set(nameOf(file), file);
  return holders;
}

function nameProblems(source: Source, holders: Map<string, string>, propose: Propose): Problem[] {
  const { name } = source.value as { name?: unknown };
  if (typeof name !== 'string') return [];
  const { file } = source;
  const own = nameOf(file);
  const holder = holders.get(name);
  if (holder === file) return [];
  const problem = { place: source.place(['name']), value: source.written(['name']) };
  if (holder === undefined) {
    holders.set(name, file);
    const rename = `rename the file to ${name}.yaml`;
    return [
      {
        ...problem,
        message: `is not the file's name, which is ${own}`,
        fix: isName(own) ? `${rename}, or write name: ${own}` : rename,
      },
    ];
  }
  const message = `is the name of the cluster in ${holder} too`;
  if (name === own) return [{ ...problem, message, fix: 'remove one of the two files' }];
  return [{ ...problem, message, fix: isName(own) ? `write name: ${own}` : newName(propose(own)) }];
}

function isName(text: string): boolean {
  return patternOf(clusterName).test(text);
}

function newName(likely: string | undefined): string {
  return likely
    ? `rename this file to ${likely}.yaml, and write name: ${likely}`
    : 'give this file a name that a cluster can have, and write the same in name';
}

function byPlace(a: Problem, b: Problem): number {
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? 1 : -1;
  return (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0);
}

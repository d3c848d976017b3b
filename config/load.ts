import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withLearners } from './learners-from.ts';
import { type Problem, ProblemsError } from './problem.ts';
import { inWords, readText } from './read-text.ts';
import type { ClusterConfig } from './schema.ts';
import { Source } from './source.ts';
import { didYouMean } from './suggest.ts';
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

/**
 * Reads and validates cluster files, all of them or those named; throws all problems of all files. Those that
 * `isKnown` knows to be valid are left out.
 */
export function loadClusters(
  folder: string,
  wanted: readonly string[] = [],
  isKnown?: (name: string, text: string) => boolean,
): LoadedCluster[] {
  const files = clusterFiles(folder);
  if (files.length === 0) {
    throw new ProblemsError([
      {
        place: { file: `${folder}/` },
        message: 'holds no cluster file',
        fix: `write ${folder}/<name>.yaml; docs/cluster-file.md has every key, and the three that it needs`,
      },
    ]);
  }
  const problems: Problem[] = [...new Set(wanted)].flatMap((name) => missing(folder, files, name));
  const loaded: LoadedCluster[] = [];
  const fileByName = new Map<string, string>();
  for (const file of files) {
    if (wanted.length > 0 && !wanted.includes(nameOf(file))) continue;
    try {
      const text = readText(file);
      const own = nameOf(file);
      if (!fileByName.has(own) && isKnown?.(own, text)) {
        fileByName.set(own, file);
        continue;
      }
      const { source, problems: ofList } = withLearners(Source.parse(file, text));
      const { config, problems: found } = validateCluster(source);
      const named = found.some(({ place }) => place.at === 'name')
        ? []
        : nameProblems(source, fileByName);
      problems.push(...[...found, ...named, ...ofList].sort(byPlace));
      if (config && ofList.length === 0) loaded.push({ config, source });
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      problems.push(...[...error.problems].sort(byPlace));
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return loaded;
}

/** Every cluster file in a folder, sorted; editors' hidden files are none. */
export function clusterFiles(folder: string): string[] {
  try {
    const files = readdirSync(folder).filter((file) => /^[^.].*\.ya?ml$/.test(file));
    return files.sort().map((file) => join(folder, file));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw inWords(error, `${folder}/`);
  }
}

function nameOf(file: string): string {
  return basename(file).replace(/\.ya?ml$/, '');
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

function nameProblems(source: Source, fileByName: Map<string, string>): Problem[] {
  const { name } = source.value as { name?: unknown };
  if (typeof name !== 'string') return [];
  const own = nameOf(source.file);
  const twin = fileByName.get(name);
  fileByName.set(name, twin ?? source.file);
  if (!twin && name === own) return [];
  const problem = { place: source.place(['name']), value: source.written(['name']) };
  if (twin) {
    return [
      {
        ...problem,
        message: `is the name of the cluster in ${twin} too`,
        fix:
          name === own ? 'take one of the two files away' : `this file's own name would be ${own}`,
      },
    ];
  }
  return [
    {
      ...problem,
      message: `is not the file's name, which is ${own}`,
      fix: `rename the file to ${name}.yaml, or write name: ${own}`,
    },
  ];
}

function byPlace(a: Problem, b: Problem): number {
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? 1 : -1;
  return (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0);
}

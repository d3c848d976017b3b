import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Problem, ProblemsError } from './problem.ts';
import type { ClusterConfig } from './schema.ts';
import { Source } from './source.ts';
import { didYouMean } from './suggest.ts';
import { validateCluster } from './validate.ts';

/** A valid cluster, and the text that it came from, for messages that point into it. */
export interface LoadedCluster {
  readonly config: ClusterConfig;
  readonly source: Source;
}

const LARGEST_FILE = 1024 * 1024;

/** The names of all clusters that have a file in a folder, sorted. */
export function clusterNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => /\.ya?ml$/.test(file));
  return files.map((file) => file.replace(/\.ya?ml$/, '')).sort();
}

/** Reads and validates cluster files, all of them or those named; throws all problems of all files. */
export function loadClusters(folder: string, wanted: readonly string[] = []): LoadedCluster[] {
  const names = clusterNames(folder);
  const problems: Problem[] = [];
  if (names.length === 0) {
    throw new ProblemsError([
      {
        place: { file: `${folder}/` },
        message: 'holds no cluster file',
        fix: 'write clusters/<name>.yaml; clusters/sock-shop.yaml in this repository is an example',
      },
    ]);
  }
  for (const name of wanted) {
    if (names.includes(name)) continue;
    problems.push({
      place: { file: `${folder}/${name}.yaml` },
      message: 'there is no such cluster file',
      allowed: names.join(', '),
      fix: didYouMean(name, names),
    });
  }
  const loaded: LoadedCluster[] = [];
  for (const file of filesOf(folder, wanted.length > 0 ? wanted : names)) {
    try {
      const source = readSource(file);
      const { config, problems: found } = validateCluster(source);
      problems.push(...found, ...nameProblems(file, source, loaded));
      if (config) loaded.push({ config, source });
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return loaded;
}

function filesOf(folder: string, names: readonly string[]): string[] {
  const files = readdirSync(folder)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort();
  return files
    .filter((file) => names.includes(file.replace(/\.ya?ml$/, '')))
    .map((file) => join(folder, file));
}

function readSource(file: string): Source {
  if (statSync(file).size > LARGEST_FILE) {
    throw new ProblemsError([
      { place: { file }, message: 'is larger than 1 MiB: that is no cluster file' },
    ]);
  }
  return Source.parse(file, readFileSync(file, 'utf8'));
}

function nameProblems(file: string, source: Source, loaded: readonly LoadedCluster[]): Problem[] {
  const { name } = source.value as { name?: unknown };
  if (typeof name !== 'string') return [];
  const place = source.place(['name']);
  const value = source.written(['name']);
  const twin = loaded.find((other) => other.config.name === name);
  if (twin)
    return [{ place, value, message: `is the name of the cluster in ${twin.source.file} too` }];
  const fileName = basename(file).replace(/\.ya?ml$/, '');
  if (name === fileName) return [];
  return [
    {
      place,
      value,
      message: `is not the file's name: clusters/${fileName}.yaml must say name: ${fileName}`,
      fix: `rename the file to ${name}.yaml, or write name: ${fileName}`,
    },
  ];
}

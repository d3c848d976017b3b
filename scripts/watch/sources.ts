import { dirname, join } from 'node:path';
import { clusterFiles } from '../../config/load.ts';
import { nameOf } from '../../config/name-of.ts';
import { parseYaml } from '../../config/parse-yaml.ts';
import { readText } from '../../config/read-text.ts';

/** The files that one cluster is made from, and what each says; undefined where it can't be read. */
export type Sources = ReadonlyMap<string, string | undefined>;

/** What the clusters of a folder are made from, by the names of their files. */
export function sourcesIn(folder: string): Map<string, Sources> {
  const all = new Map<string, Map<string, string | undefined>>();
  for (const file of filesIn(folder)) {
    const name = nameOf(file);
    const sources = all.get(name) ?? new Map<string, string | undefined>();
    all.set(name, sources);
    const text = read(file);
    sources.set(file, text);
    const list = text?.includes('learnersFrom') ? classListOf(file, text) : undefined;
    if (list) sources.set(list, read(list));
  }
  return all;
}

// Why a folder can't be read is told where its clusters are loaded.
function filesIn(folder: string): string[] {
  try {
    return clusterFiles(folder);
  } catch {
    return [];
  }
}

function classListOf(file: string, text: string): string | undefined {
  try {
    const { learnersFrom } = parseYaml(file, text).value as { learnersFrom?: unknown };
    return typeof learnersFrom === 'string' ? join(dirname(file), learnersFrom) : undefined;
  } catch {
    return undefined;
  }
}

function read(file: string): string | undefined {
  try {
    return readText(file);
  } catch {
    return undefined;
  }
}

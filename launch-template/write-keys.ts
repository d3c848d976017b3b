import { statSync } from 'node:fs';
import { ProblemsError } from '../config/problem.ts';
import { readText } from '../config/read-text.ts';
import { setKey } from '../config/set-key.ts';
import { type KeyPath, Source } from '../config/source.ts';
import { validateCluster } from '../config/validate.ts';
import { replaceFile } from '../output/replace-file.ts';

/** Writes keys into a cluster file, whole or not at all, and only when the file is valid with them; says which changed. */
export function writeKeys(
  file: string,
  keys: readonly (readonly [KeyPath, string | number])[],
): string[] {
  const before = readText(file);
  const source = Source.parse(file, before);
  const changed = keys.filter(([path, value]) => source.written(path) !== String(value));
  if (changed.length === 0) return [];
  const text = changed.reduce((edited, [path, value]) => setKey(edited, path, value), before);
  const { config, problems } = validateCluster(Source.parse(file, text));
  if (!config) throw new ProblemsError(problems);
  replaceFile(file, text, statSync(file).mode);
  return changed.map(([path, value]) => `${path.join('.')}: ${value}`);
}

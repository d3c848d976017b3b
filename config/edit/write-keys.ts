import { readText } from '../read-text.ts';
import { type KeyPath, Source } from '../source.ts';
import { replaceClusterFile } from './replace-cluster-file.ts';
import { setKey } from './set-key.ts';

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
  replaceClusterFile(file, text);
  return changed.map(([path, value]) => `${path.join('.')}: ${value}`);
}

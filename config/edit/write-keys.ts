import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { replaceable } from '../../output/only-files.ts';
import { readText } from '../read-text.ts';
import type { KeyPath } from '../key-path.ts';
import { Source } from '../source.ts';
import { byHand } from './by-hand.ts';
import { replaceClusterFile, validText } from './replace-cluster-file.ts';
import { setKey } from './set-key.ts';

type Keys = readonly (readonly [KeyPath, string | number])[];

/** Writes keys into a cluster file, whole or not at all, and only when the file is valid with them; says which changed. */
export function writeKeys(file: string, keys: Keys): string[] {
  const { text, changed } = withKeys(file, keys);
  if (changed.length > 0) replaceClusterFile(file, text);
  return changed.map(([path, value]) => `${path.join('.')}: ${value}`);
}

/** Refuses a file that such keys could not be written into, before anything is done that they tell of. */
export function refuseUnwritable(file: string, keys: Keys): void {
  validText(file, withKeys(file, keys).text);
  accessSync(dirname(replaceable(file)), constants.W_OK);
}

function withKeys(file: string, keys: Keys): { readonly text: string; readonly changed: Keys } {
  const before = readText(file);
  const source = Source.parse(file, before);
  const changed = keys.filter(([path, value]) => source.written(path) !== String(value));
  const text = changed.reduce((edited, [path, value]) => {
    const next = setKey(edited, path, value);
    if (next !== undefined) return next;
    throw byHand(source.place(path), 'write it in the plain way, key: value, without &, * and |');
  }, before);
  return { text, changed };
}

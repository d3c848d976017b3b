import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { writeKeys } from '../../config/edit/write-keys.ts';
import { allow } from '../../scripts/access/allow.ts';
import { clusterFile } from '../properties/cluster-files.ts';
import { fc } from '../support/random.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { refusal, STEERING, tries } from './support/cases.ts';
import { damagedText } from './support/odd-values.ts';

const folder = temporaryFolder();
const file = join(folder, 'c.yaml');

const texts = clusterFile.chain((one) => {
  const text = stringify({ ...one, name: 'c' }, { collectionStyle: 'any' });
  return fc.oneof(fc.constant(text), damagedText(text));
});
const edits = fc.constantFrom<[(file: string) => void, string]>(
  [(path) => void allow(path, ['8.8.8.8/32']), 'access'],
  [(path) => void allow(path, ['9.9.9.9/32', '8.8.8.0/24'], { replace: true }), 'access'],
  [
    (path) => void writeKeys(path, [[['nodes', 'launchTemplate', 'id'], 'lt-0123456789abcdef0']]),
    'nodes',
  ],
  [(path) => void writeKeys(path, [[['kubernetes'], '"1.35"']]), 'kubernetes'],
);

test('an edit changes the value that it is about and no other, or nothing at all', () => {
  tries('edits of cluster files', 3, fc.tuple(texts, edits), ([text, [edit, key]]) => {
    writeFileSync(file, text);
    const said = refusal(() => edit(file));
    const after = readFileSync(file, 'utf8');
    expect(readdirSync(folder)).toEqual(['c.yaml']);
    if (said !== undefined) {
      expect(said).not.toMatch(STEERING);
      expect(after).toBe(text);
      return;
    }
    const [old, now] = [text, after].map((one) => parse(one) as Record<string, unknown>);
    expect({ ...now, [key]: 0 }).toEqual({ ...old, [key]: 0 });
    expect((after.match(/#.*/g) ?? []).length).toBe((text.match(/#.*/g) ?? []).length);
  });
});

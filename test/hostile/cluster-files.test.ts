import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { loadClusters } from '../../config/load.ts';
import { clusterFile } from '../properties/cluster-files.ts';
import { fc } from '../support/random.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { refusal, STEERING, tries } from './support/cases.ts';
import { damaged, damagedText } from './support/odd-values.ts';

const folder = temporaryFolder();
const file = join(folder, 'c.yaml');

const load = (text: string) => {
  writeFileSync(file, text);
  return refusal(() => loadClusters(folder));
};

test('a cluster file with an odd value, or with a key less or more, is taken or told', () => {
  const files = clusterFile.chain((one) => damaged({ ...one, name: 'c' }));
  let [taken, told] = [0, 0];
  tries('cluster files with odd values', 2, files, (one) => {
    const said = load(stringify(one, { aliasDuplicateObjects: false }));
    if (said === undefined) taken++;
    else told++;
    expect(said ?? '').not.toMatch(STEERING);
  });
  expect([taken > 0, told > 0]).toEqual([true, true]);
});

test('a cluster file whose text is damaged is taken or told', () => {
  const texts = clusterFile.chain((one) => damagedText(stringify({ ...one, name: 'c' })));
  tries('cluster files with damaged texts', 2, texts, (text) => {
    expect(load(text) ?? '').not.toMatch(STEERING);
  });
});

test('bytes that are no text are told', () => {
  tries('cluster files of any bytes', 1, fc.uint8Array({ maxLength: 300 }), (bytes) => {
    writeFileSync(file, bytes);
    expect(refusal(() => loadClusters(folder))).not.toMatch(STEERING);
  });
});

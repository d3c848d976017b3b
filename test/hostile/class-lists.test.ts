import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadClusters } from '../../config/load.ts';
import { classList } from '../../scripts/init/class-list.ts';
import { draftAll } from '../../scripts/init/draft.ts';
import { ProblemsError } from '../../terminal/problem.ts';
import { fc } from '../support/random.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { refusal, STEERING, tries } from './support/cases.ts';

const cells = fc.oneof(
  fc.constantFrom('', 'anna', 'Anna B', '198.51.100.7', '8.8.8.8/33', 'us-west-2', '2020-01-01'),
  fc.constantFrom('"', '""', '"a', 'a"b', '\u009B', '\u0000', '"x\ny"', 'x\u001B[2J', '=1+1'),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const headers = fc.oneof(
  fc.constantFrom('name', 'owner', 'region', 'from', 'kubernetes', 'expires', 'principal'),
  fc.constantFrom('nodePort', 'Name', 'nmae', 'name\u0007', '', '"name"', 'email', 'toString'),
);
const lists = fc
  .record({
    header: fc.array(headers, { maxLength: 6 }),
    rows: fc.array(fc.array(cells, { maxLength: 7 }), { maxLength: 12 }),
    separator: fc.constantFrom(',', ';', '\t'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
  })
  .map(({ header, rows, separator, end }) =>
    [header, ...rows].map((row) => row.join(separator)).join(end),
  );

test('any class list of init is taken or told', () => {
  tries('class lists of init', 3, lists, (text) => {
    const said = refusal(() => {
      const list = classList('c.csv', text, { from: [] });
      if (list.problems.length > 0) throw new ProblemsError(list.problems);
      draftAll(list);
    });
    expect(said ?? '').not.toMatch(STEERING);
  });
});

test('any class list of a cluster file is taken or told', () => {
  const folder = temporaryFolder();
  const text =
    'name: c\nowner: dev\naccess: { from: [198.51.100.7/32] }\nlearnersFrom: class.csv\n';
  writeFileSync(join(folder, 'c.yaml'), text);
  tries('class lists of cluster files', 3, lists, (list) => {
    writeFileSync(join(folder, 'class.csv'), list);
    expect(refusal(() => loadClusters(folder)) ?? '').not.toMatch(STEERING);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadClusters } from '../../config/load.ts';
import { ProblemsError } from '../../terminal/problem.ts';
import { temporaryFolder } from '../support/temporary.ts';

const good = 'name: c\nowner: dev\naccess:\n  from: [198.51.100.7/32]\n';
const LONGEST_MS = 2000;

// By the time that the processor worked on it, which is that of a machine with nothing else to do.
test.each([
  [
    'ever deeper lines',
    Array.from({ length: 350 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  ],
  ['many keys', Array.from({ length: 1500 }, (_, key) => `k${key}: 1`).join('\n')],
  ['one key over and over', 'key: 1\n'.repeat(3000)],
  ['empty lines', '\n'.repeat(20_000)],
  ['anchors', '&a '.repeat(5000)],
  ['a quote without end', `a: "${'\\\\'.repeat(30_000)}`],
  ['aliases of one value', `x: &a 1\ny: [${'*a,'.repeat(9000)}]`],
  ['aliases of nothing', `y: [${'*b,'.repeat(9000)}]`],
  ['aliases of a long list', longAliases()],
  ['{ without end, deeply nested', 'a: {'.repeat(800)],
  ['{ without end', 'a: {\n'.repeat(90) + 'a: "\n'.repeat(3000)],
  ['commas', `a: [${','.repeat(131_000)}`],
  ['fewer commas', `a: [${','.repeat(23_000)}`],
  ['closing brackets', ']'.repeat(131_000)],
  ['braces in disorder', '{]'.repeat(11_900)],
  ['quotes', '"'.repeat(131_000)],
  ['numbers for addresses', `access: { from: [${'1,'.repeat(65_000)}] }`],
  ['fewer numbers for addresses', `access: { from: [${'1,'.repeat(11_000)}] }`],
  ['numbers for learners', `${good}learners: [${'1,'.repeat(11_000)}]`],
  ['tags', `${good}tags: {${Array.from({ length: 5000 }, (_, i) => `k${i}: a`).join()}}`],
  ['escapes that mean nothing', `a: "${'\\z'.repeat(65_000)}"`],
])('%s are refused within two seconds of CPU', (_, text) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'c.yaml'), text);
  const before = process.cpuUsage();
  expect(isRefused(folder)).toBe(true);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(LONGEST_MS);
});

function longAliases(): string {
  const lists = Array.from({ length: 12 }, (_, i) => `z${i}: [${'1,'.repeat(900)}]\n`);
  return `${lists.join('')}f: &f [${'1,'.repeat(990)}]\naccess: { from: *f }`;
}

// Without toThrow, which takes long over a long message.
function isRefused(folder: string): boolean {
  try {
    loadClusters(folder);
    return false;
  } catch (error) {
    return error instanceof ProblemsError;
  }
}

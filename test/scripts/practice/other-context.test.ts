import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { receipt } from '../../../scripts/practice/faults/receipt.ts';
import { PlantedFaults } from '../../../scripts/practice/faults/record.ts';
import { faults } from '../../../scripts/practice/faults/faults.ts';
import { sayingOf } from '../../../scripts/practice/faults/look.ts';
import { breakIt, fullAnswer, nextHint } from '../../../scripts/practice/faults/work.ts';
import { CONNECTION } from '../../../scripts/verify/connection.ts';
import { exerciseOf, wrong } from '../../../scripts/verify/exercise.ts';
import { configOf } from '../../support/configs.ts';
import { temporaryFolder } from '../../support/temporary.ts';

// Two clusters, and the last that was made is kubectl's current one.
const view = {
  'current-context': 'try134.us-west-2',
  clusters: [{ cluster: { server: 'https://127.0.0.1:1' } }],
  users: [{ user: { exec: { args: ['eks', 'get-token', '--cluster-name', 'try134'] } } }],
};
const { PATH } = process.env;
const config = configOf({ name: 'sock-shop' });
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  const script = `#!${process.execPath}
const line = process.argv.slice(2).join(' ');
require('node:fs').appendFileSync('${folder}/calls', line + '\\n');
console.log('${JSON.stringify(view)}');
`;
  writeFileSync(join(folder, 'kubectl'), script);
  chmodSync(join(folder, 'kubectl'), 0o755);
  process.env.PATH = folder;
});

afterEach(() => {
  process.env.PATH = PATH;
});

test('nothing is broken in another cluster, nor read of it', async () => {
  const refusal = "kubectl's current context is try134.us-west-2, not sock-shop.us-west-2";
  await expect(breakIt('1', { folder, config })).rejects.toMatchObject({
    message: refusal,
    fix: 'npm run kubeconfig -- --cluster sock-shop',
  });
  await expect(receipt({ folder, config })).rejects.toThrow(refusal);
  const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
  expect(calls.filter((line) => !line.startsWith('config view '))).toEqual([]);
  expect(existsSync(join(folder, 'faults.json'))).toBe(false);
});

test("a fault is not mended because kubectl's current context is another cluster", () => {
  const items = [wrong(CONNECTION, "kubectl's current context is try134.us-west-2")];
  for (const fault of faults) {
    const exercises = fault.exercises.map((number) => exerciseOf(number, items));
    expect(sayingOf(fault, { exercises, complaint: '' })).not.toEqual([]);
  }
});

test("hints and the answer are for the fault's own cluster", () => {
  const planted = { number: 1, cluster: 'try134', at: '2026-11-29T08:00:00Z', kept: {}, hints: 0 };
  new PlantedFaults(folder).add(planted);
  for (const ask of [nextHint, fullAnswer]) {
    expect(() => ask({ folder, config })).toThrow('fault 1 is in try134, not in sock-shop');
  }
});

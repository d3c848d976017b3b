import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectFile, runProgram, runScript } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const HEAD =
  'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: c, region: r}\n';
const folder = temporaryFolder();
for (const [name, more] of Object.entries({
  'old.yaml': 'managedNodeGroups: [{name: g}]\n',
  'new.yaml': 'managedNodeGroups: [{name: g, spot: true}]\n',
  'bad.yaml': 'managedNodeGroup: []\n',
})) {
  writeFileSync(join(folder, name), HEAD + more);
}

const plan = (args: readonly string[]) => runScript('scripts/plan.ts', args, { cwd: folder });

test.each<[string, string[], number, RegExp]>([
  ['nothing to do', ['old.yaml', 'old.yaml'], 0, /nothing to do/],
  ['something to do', ['old.yaml', 'new.yaml'], 1, /Run these commands/],
  ['a key that eksctl does not know', ['old.yaml', 'bad.yaml'], 2, /^$/],
  ['one file alone', ['old.yaml'], 2, /^$/],
  ['no such format', ['old.yaml', 'new.yaml', '--format', 'xml'], 2, /^$/],
])('%s', async (_, args, code, says) => {
  const finished = await plan(args);
  expect(finished.code).toBe(code);
  expect(finished.stdout).toMatch(says);
  expect(finished.stderr === '').toBe(code !== 2);
});

test('what was there comes through the standard input', async () => {
  const program = `node ${projectFile('program.cjs')} plan - new.yaml --format json`;
  const { code, stdout } = await runProgram('sh', ['-c', `cat old.yaml | ${program}`], {
    cwd: folder,
  });
  expect(code).toBe(1);
  const { from, changes } = JSON.parse(stdout) as { from: string; changes: { path: string }[] };
  expect(from).toBe('(standard input)');
  expect(changes.map(({ path }) => path)).toEqual(['managedNodeGroups[g].spot']);
});

test('with --out, what is printed and what is written go together; without a plan nothing is written', async () => {
  mkdirSync(join(folder, 'parts'));
  await plan(['old.yaml', 'old.yaml', '--out', 'parts']);
  expect(readdirSync(join(folder, 'parts'))).toEqual([]);
  const { stdout } = await plan(['old.yaml', 'new.yaml', '--out', 'parts']);
  expect(stdout).toContain('  eksctl create nodegroup -f parts/g-next.yaml\n');
  expect(stdout).not.toContain('printf');
  expect(readdirSync(join(folder, 'parts'))).toEqual(['g-next.yaml']);
});

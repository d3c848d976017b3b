import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadClusters } from '../../config/load.ts';
import type { ProblemsError } from '../../terminal/problem.ts';
import { runScript } from '../support/processes.ts';
import { copyShippedCluster } from '../support/shipped-cluster.ts';
import { temporaryFolder } from '../support/temporary.ts';

const abroad = {
  TZ: 'Pacific/Kiritimati',
  LANG: 'tr_TR.UTF-8',
  LC_ALL: 'tr_TR.UTF-8',
  CDK8S_OUTDIR: undefined,
};

test('the same bytes come of it everywhere and every time', async () => {
  const folder = temporaryFolder();
  copyShippedCluster(folder);
  const [first, second] = await Promise.all([
    runScript('main.ts', [], { cwd: folder, env: abroad }),
    runScript('main.ts', ['--out', join(folder, 'again')], { cwd: folder }),
  ]);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(second.code).toBe(0);
  const written = contents(join(folder, 'dist'));
  expect(Object.keys(written).length).toBeGreaterThan(10);
  expect(contents(join(folder, 'again'))).toEqual(written);
});

test('the flags choose the clusters, the folder, and whether anything is written', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'clusters'));
  for (const name of ['a', 'b', 'c']) {
    const text = `name: ${name}\nowner: dev\naccess: { from: [8.8.8.8/32] }\n`;
    writeFileSync(join(folder, 'clusters', `${name}.yaml`), text);
  }
  const synth = (...args: string[]) =>
    runScript('main.ts', ['--out', 'made', ...args], { cwd: folder });

  const unwritten = await synth('--check', '--cluster', 'a');
  expect(unwritten.code).toBe(1);
  expect(unwritten.stdout).toContain('missing  made/a/eksctl/cluster.yaml\n');
  expect(unwritten.stdout).toMatch(
    /made\/ is not fresh: run npm run synth -- --cluster a --out made and commit what it writes\n$/,
  );
  expect(readdirSync(folder)).toEqual(['clusters']);

  expect((await synth('--cluster', 'a', '--cluster', 'b')).code).toBe(0);
  expect(readdirSync(join(folder, 'made'))).toEqual(['a', 'b']);
});

test('mistakes are said on stderr, with exit code 2, and what an earlier run wrote stays', async () => {
  const folder = temporaryFolder();
  for (const name of ['clusters', 'dist/d']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'clusters/a.yaml'), 'name: a\nowner: Dev\nregoin: us-west-2\n');
  writeFileSync(join(folder, 'clusters/b.yaml'), 'name: [b\n');
  let problems = '';
  try {
    loadClusters(join(folder, 'clusters'));
  } catch (error) {
    problems = (error as ProblemsError).message.replaceAll(`${folder}/`, '');
  }
  expect(problems.match(/^clusters\/a\.yaml:/gm)).toHaveLength(3);
  expect(problems.match(/^clusters\/b\.yaml:/gm)).toHaveLength(1);
  expect(await runScript('main.ts', [], { cwd: folder })).toMatchObject({
    code: 2,
    stdout: '',
    stderr: `${problems}\n\n4 problems; nothing was changed.\n`,
  });
  expect(readdirSync(join(folder, 'dist'), { recursive: true })).toEqual(['d']);
});

test('a fleet is told how far it is, apart from the result', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'clusters'));
  for (let i = 0; i < 101; i++) {
    const text = `name: c${i}\nowner: dev\naccess: { from: [8.8.8.8/32] }\n`;
    writeFileSync(join(folder, 'clusters', `c${i}.yaml`), text);
  }
  const all = await runScript('main.ts', [], { cwd: folder });
  expect(all.code).toBe(0);
  for (const done of ['read', 'made', 'checked', 'written']) {
    expect(all.stderr).toContain(`${done} 100 of 101 clusters\n`);
  }
  expect(all.stdout).not.toContain(' of 101 clusters');
  const one = await runScript('main.ts', ['--cluster', 'c7'], { cwd: folder });
  expect(one).toMatchObject({ code: 0, stderr: '' });
}, 60_000);

function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(folder.length), readFileSync(file, 'utf8')]),
  );
}

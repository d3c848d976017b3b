import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { runScript } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const REPORT = 'scripts/report.ts';

function workspace(files: Readonly<Record<string, string>>): string {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'clusters'));
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(cwd, 'clusters', name), text);
  return cwd;
}

const cluster = (name: string) =>
  `name: ${name}\nowner: dev\naccess: { from: [203.0.113.10/32] }\n`;

test('a page for each cluster file goes into reports/, and its path is said', async () => {
  const cwd = workspace({ 'one.yaml': cluster('one'), 'two.yaml': cluster('two') });
  const { code, stdout } = await runScript(REPORT, [], { cwd });
  expect(code).toBe(0);
  const one = join('reports', 'one.html');
  expect(stdout).toBe(
    `${one}\n${join('reports', 'two.html')}\n\nOpen one in a browser: ${pathToFileURL(join(cwd, one)).href}\n`,
  );
  expect(readdirSync(join(cwd, 'reports'))).toEqual(['one.html', 'two.html']);
  expect(readdirSync(cwd).sort()).toEqual(['clusters', 'reports']);
});

test('one cluster, into another folder, with the same bytes in another locale and time zone', async () => {
  const cwd = workspace({ 'one.yaml': cluster('one'), 'two.yaml': cluster('two') });
  const args = ['--cluster', 'one', '--out'];
  const here = await runScript(REPORT, [...args, 'a/b'], { cwd });
  const env = { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
  const there = await runScript(REPORT, [...args, 'c'], { cwd, env });
  expect([here.code, there.code]).toEqual([0, 0]);
  expect(readdirSync(join(cwd, 'a/b'))).toEqual(['one.html']);
  const bytes = (folder: string) => readFileSync(join(cwd, folder, 'one.html'));
  expect(bytes('a/b').equals(bytes('c'))).toBe(true);
});

test('a bad cluster file makes no page', async () => {
  const cwd = workspace({ 'one.yaml': cluster('one'), 'two.yaml': `${cluster('two')}regoin: x\n` });
  const { code, stderr } = await runScript(REPORT, [], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('regoin');
  expect(readdirSync(cwd)).toEqual(['clusters']);
});

test('a cluster that synth refuses is refused here too', async () => {
  const text = `${cluster('one')}nodes: { instanceType: t3.small, min: 1, desired: 1 }\n`;
  const { code, stderr } = await runScript(REPORT, [], { cwd: workspace({ 'one.yaml': text }) });
  expect(code).toBe(2);
  expect(stderr).toContain('no place');
});

test('a folder that is a file is said to be one', async () => {
  const cwd = workspace({ 'one.yaml': cluster('one') });
  writeFileSync(join(cwd, 'taken'), '');
  const { code, stderr } = await runScript(REPORT, ['--out', 'taken'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('is a file where a folder should be');
});

describe('what lies where a page belongs', () => {
  const files = { 'one.yaml': cluster('one'), 'two.yaml': cluster('two') };

  test('is replaced where the command made it, or where it is empty', async () => {
    const cwd = workspace(files);
    await runScript(REPORT, ['--cluster', 'one'], { cwd });
    const page = readFileSync(join(cwd, 'reports/one.html'), 'utf8');
    writeFileSync(join(cwd, 'reports/one.html'), page.slice(0, 200));
    writeFileSync(join(cwd, 'reports/two.html'), '');
    const { code } = await runScript(REPORT, [], { cwd });
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'reports/one.html'), 'utf8')).toBe(page);
    expect(readFileSync(join(cwd, 'reports/two.html'), 'utf8')).toContain('<h1>two</h1>');
  });

  test('stays where somebody else made it, and no page is written', async () => {
    const cwd = workspace(files);
    mkdirSync(join(cwd, 'site'));
    const own = '<!doctype html>\n<title>My own page</title>\n';
    writeFileSync(join(cwd, 'site/two.html'), own);
    const { code, stderr } = await runScript(REPORT, ['--out', 'site'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(join('site', 'two.html'));
    expect(stderr).toContain('npm run report did not make it');
    expect(stderr).toContain('1 problem; nothing was changed.');
    expect(readdirSync(join(cwd, 'site'))).toEqual(['two.html']);
    expect(readFileSync(join(cwd, 'site/two.html'), 'utf8')).toBe(own);
  });
});

test('an unknown flag is answered with the one that was meant', async () => {
  const { code, stderr } = await runScript(REPORT, ['--ouf', 'x']);
  expect(code).toBe(2);
  expect(stderr).toContain('--out');
});

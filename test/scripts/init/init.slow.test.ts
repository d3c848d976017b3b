import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { projectFile, runProgram, runScript } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
const init = (...args: string[]) => runScript('scripts/init.ts', args, { cwd: folder });
const files = () =>
  existsSync(join(folder, 'clusters')) ? readdirSync(join(folder, 'clusters')) : [];
const file = (name: string) => join(folder, 'clusters', `${name}.yaml`);
const anna = ['--name', 'anna', '--owner', 'a', '--from', '8.8.8.8'];

test('the file is written, synth takes it, and what comes next is said', async () => {
  const { code, stdout, stderr } = await init(...anna);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    /^clusters\/anna\.yaml: written\n {2}it will cost \d+\.\d+ USD an hour, \d+\.\d+ a day from the first minute \(list prices read up to [\d-]+\)\n/,
  );
  expect(stdout).toContain('\nNext: npm run synth -- --cluster anna\n');
  expect(files()).toEqual(['anna.yaml']);
  const synth = await runScript('main.ts', [], { cwd: folder });
  expect([synth.code, synth.stderr]).toEqual([0, '']);
});

test('it is in the format that lint asks for', async () => {
  await init(...anna, '--expires', '2099-12-31');
  const { code, stderr } = await runProgram(process.execPath, [
    projectFile('node_modules/prettier/bin/prettier.cjs'),
    '--config',
    projectFile('.prettierrc.json'),
    '--check',
    file('anna'),
  ]);
  expect([code, stderr]).toEqual([0, '']);
});

test('nothing is lost without --force', async () => {
  await init(...anna);
  expect((await init(...anna)).stdout).toContain('clusters/anna.yaml: exists already, unchanged');
  const edited = `${readFileSync(file('anna'), 'utf8')}expires: 2099-12-31\n`;
  writeFileSync(file('anna'), edited);
  const refused = await init(...anna);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('clusters/anna.yaml\n    exists already, with another text');
  expect(readFileSync(file('anna'), 'utf8')).toBe(edited);
  expect((await init(...anna, '--force')).stdout).toContain('clusters/anna.yaml: written again');
  writeFileSync(join(folder, 'clusters', 'bob.yml'), '');
  const twin = await init('--name', 'bob', '--owner', 'b', '--from', '8.8.8.8', '--force');
  expect(twin.stderr).toContain('clusters/bob.yml\n    is a file of a cluster bob already');
});

test('a class list, all or nothing', async () => {
  writeFileSync(join(folder, 'class.csv'), '\uFEFFname;from\r\nlea;8.8.8.8\r\nMia;\r\n');
  const refused = await init('--csv', 'class.csv');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('class.csv:3:5  from\n    has no address');
  expect(refused.stderr).toContain('1 problem; nothing was changed.');
  expect(files()).toEqual([]);
  const still = await init('--csv', 'class.csv', '--from', '1.2.3.4');
  expect(still.stderr).toContain('class.csv:3:1  name: "Mia"\n    may not have a capital letter');
  expect(files()).toEqual([]);
  writeFileSync(join(folder, 'class.csv'), 'name,from\nlea,8.8.8.8\nmia,\n');
  const { code, stdout } = await init('--csv', 'class.csv', '--from', '1.2.3.4');
  expect(code).toBe(0);
  expect(stdout).toMatch(/\n {2}2 clusters together: \d+\.\d+ USD an hour/);
  expect(files()).toEqual(['lea.yaml', 'mia.yaml']);
  expect(readFileSync(file('lea'), 'utf8')).toContain('from: [8.8.8.8/32, 1.2.3.4/32]');
});

test("an example's address is warned of, and so are several", async () => {
  const list = 'name,from\nlea,198.51.100.8\nmia,198.51.100.8 198.51.100.9\n';
  writeFileSync(join(folder, 'class.csv'), list);
  const { stdout } = await init('--csv', 'class.csv');
  expect(stdout).toContain(
    "\n  warning: access.from is the example address, in 2 clusters: lea (198.51.100.8/32), mia (198.51.100.8/32, 198.51.100.9/32); put a learner's in: npm run allow-me -- --cluster NAME --from ADDRESS; yours, in all: npm run allow-me -- --all\n",
  );
});

test('what else --all would take is told with a class, and with nobody else', async () => {
  await init(...anna);
  writeFileSync(join(folder, 'class.csv'), 'name,from\nlea,8.8.8.8\nmia,8.8.8.8\n');
  const { stdout } = await init('--csv', 'class.csv');
  expect(stdout).toContain(
    '\n  --all also uses the other files in clusters/: clusters/anna.yaml\n',
  );
  expect(stdout).toContain(
    '\nNext: npm run synth\nthen: npm run preflight -- --all, and npm run up -- --all\n',
  );
  expect((await init(...anna)).stdout).not.toContain('--all');
});

test('a file elsewhere is to be moved first: no other command looks there', async () => {
  const { stdout } = await init(...anna, '--out', 'mine');
  expect(stdout).toMatch(
    /\n\nNext: move the file into clusters\/, where the other commands look; then npm run synth\n$/,
  );
});

test('a day that is past is refused: down --expired would take the cluster', async () => {
  const today = new Date().toISOString().slice(0, 10);
  const flag = await init(...anna, '--expires', '2020-01-01');
  expect([flag.code, flag.stderr]).toEqual([
    2,
    `--expires 2020-01-01 is past: today is ${today}\nwrite a later day, or leave it out\n`,
  ]);
  writeFileSync(join(folder, 'class.csv'), `name,expires\nlea,2020-01-01\nmia,${today}\n`);
  const list = await init('--csv', 'class.csv', '--from', '8.8.8.8');
  expect(list.code).toBe(2);
  expect(list.stderr).toContain(
    `class.csv:2:5  expires: 2020-01-01\n    is past: today is ${today}`,
  );
  expect(list.stderr).toContain('1 problem; nothing was changed.');
  expect(files()).toEqual([]);
});

test('one file in the way keeps the others from being written', async () => {
  mkdirSync(join(folder, 'clusters'));
  writeFileSync(file('mia'), 'name: mia\n');
  writeFileSync(join(folder, 'class.csv'), 'name,from\nlea,8.8.8.8\nmia,8.8.8.8\n');
  expect((await init('--csv', 'class.csv')).code).toBe(2);
  expect(files()).toEqual(['mia.yaml']);
});

test('without a terminal nobody is asked', async () => {
  const { code, stderr } = await init('--owner', 'a');
  expect(code).toBe(2);
  expect(stderr).toBe(
    '--name is missing, and there is no terminal to ask you\nwrite npm run init -- --name NAME --owner a, or --csv FILE\n',
  );
  expect((await init()).stderr).toContain('--name and --owner are missing');
});

test.each([
  [['--csv', 'none.csv'], 'there is no file none.csv'],
  [['--csv', 'x', '--name', 'a'], '--csv has every name and owner'],
  [[...anna, '--from', '8.8.8'], '--from 8.8.8 is not an IPv4 range'],
  [[...anna, '--ower', 'x'], '--ower is not a flag of npm run init\ndid you mean --owner?'],
])('%j', async (args, message) => {
  const { code, stderr } = await init(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(files()).toEqual([]);
});

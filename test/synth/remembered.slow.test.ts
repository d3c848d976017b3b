import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { type Finished, projectFile, runProgram } from '../support/processes.ts';
import { ownProject } from '../support/own-project.ts';

// A copy of the project with a fleet of its own: enough clusters for two threads, and for remembering.
const CLUSTERS = 90;
let project: string;
beforeAll(() => {
  project = ownProject();
  for (let i = 0; i < CLUSTERS; i++) writeCluster(`c${i}`, `jenkins: { nodePort: ${31000 + i} }`);
});

const path = (name: string) => join(project, name);

function writeCluster(name: string, more = ''): void {
  const text = `name: ${name}\nowner: dev\naccess: { from: [8.8.8.8/32] }\n${more}\n`;
  writeFileSync(path(`clusters/${name}.yaml`), text);
}

const synth = (...args: string[]) =>
  runProgram(process.execPath, [path('launch/launch.cjs'), 'main.ts', ...args], { cwd: project });

// Without the launcher, nothing is remembered.
const inFull = () =>
  runProgram(
    process.execPath,
    ['--import', projectFile('node_modules/tsx/dist/loader.mjs'), 'main.ts', '--out', 'full'],
    { cwd: project },
  );

function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(folder.length), readFileSync(file, 'utf8')]),
  );
}

const changed = ({ stdout }: Finished) =>
  stdout
    .split('\n')
    .filter((line) => line !== '' && !line.endsWith('no change'))
    .map((line) => line.replace(/\d+ objects/, 'N objects'));

const edit = (file: string, from: string, to: string) => {
  const text = readFileSync(path(file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(path(file), text.replace(from, to));
};

const ARN = 'arn:aws:iam::111122223333:user/learner';

// Nothing in its text says which file that is.
const OWN_READ = `import { readFileSync } from 'node:fs';
const own = readFileSync(['charts', 'tag.txt'].join('/'), 'utf8');
export const`;

// Each step, and the lines that it must bring; what lies in dist must then be what a full run makes.
const steps: Record<string, [() => void, string[]]> = {
  nothing: [() => undefined, []],
  'an edited cluster file': [
    () => edit('clusters/c7.yaml', '31007', '32007'),
    ['dist/c7  22 files, N objects, 1 changed'],
  ],
  'the edit taken back': [
    () => edit('clusters/c7.yaml', '32007', '31007'),
    ['dist/c7  22 files, N objects, 1 changed'],
  ],
  'keys in another order, which mean the same': [
    () =>
      writeFileSync(
        path('clusters/c8.yaml'),
        'access: { from: [8.8.8.8/32] }\njenkins: { nodePort: 31008 }\nowner: dev\nname: c8\n',
      ),
    [],
  ],
  'a new cluster file': [() => writeCluster('d1'), ['dist/d1  22 files, N objects, 22 changed']],
  'a deleted cluster file': [
    () => rmSync(path('clusters/c9.yaml')),
    ['dist/c9  removed: clusters/c9.yaml is gone'],
  ],
  'two cluster files that change places': [
    () => {
      const [a, b] = ['c10', 'c11'].map((name) =>
        readFileSync(path(`clusters/${name}.yaml`), 'utf8'),
      );
      writeFileSync(path('clusters/c10.yaml'), (b ?? '').replace('name: c11', 'name: c10'));
      writeFileSync(path('clusters/c11.yaml'), (a ?? '').replace('name: c10', 'name: c11'));
    },
    ['dist/c10  22 files, N objects, 1 changed', 'dist/c11  22 files, N objects, 1 changed'],
  ],
  'an edited file in dist': [
    () => appendFileSync(path('dist/c12/apps/1-sock-shop.k8s.yaml'), '# more\n'),
    ['dist/c12  22 files, N objects, 1 changed'],
  ],
  'one of the same length': [
    () => edit('dist/c12/apps/1-sock-shop.k8s.yaml', 'replicas: 1', 'replicas: 2'),
    ['dist/c12  22 files, N objects, 1 changed'],
  ],
  'an emptied file in dist': [
    () => writeFileSync(path('dist/c12/apps/1-sock-shop.k8s.yaml'), ''),
    ['dist/c12  22 files, N objects, 1 changed'],
  ],
  'a deleted file in dist, and a deleted folder': [
    () => {
      rmSync(path('dist/c13/kustomization.yaml'));
      rmSync(path('dist/c14'), { recursive: true });
    },
    ['dist/c13  22 files, N objects, 1 changed', 'dist/c14  22 files, N objects, 22 changed'],
  ],
  'a folder of dist in place of another': [
    () => {
      renameSync(path('dist/c15'), path('dist/x'));
      renameSync(path('dist/c16'), path('dist/c15'));
      renameSync(path('dist/x'), path('dist/c16'));
    },
    ['dist/c15  22 files, N objects, 21 changed', 'dist/c16  22 files, N objects, 21 changed'],
  ],
  'an old file of ours in dist': [
    () => cpSync(path('dist/c17/kustomization.yaml'), path('dist/c17/old.yaml')),
    ['dist/c17  22 files, N objects, 1 changed'],
  ],
  'another table of ours': [
    () => edit('tables/images.ts', 'weaveworksdemos/payment:', 'weaveworksdemos/payments:'),
    Array.from({ length: CLUSTERS }, () => 'every one'),
  ],
  'another file that only is read': [
    () => edit('tables/instance-types.tsv', 't3.large\t2\t8192', 't3.large\t2\t8191'),
    [],
  ],
  'a class list beside a cluster file': [
    () => {
      writeFileSync(path('clusters/class.csv'), `name,principal\nlea,${ARN}\n`);
      appendFileSync(path('clusters/c18.yaml'), 'learnersFrom: class.csv\n');
    },
    ['dist/c18  27 files, N objects, 7 changed'],
  ],
  'an edit of the list alone': [
    () => edit('clusters/class.csv', 'lea', 'mia'),
    ['dist/c18  27 files, N objects, 12 changed'],
  ],
  'a file that a chart has come to read in its own way': [
    () => {
      writeFileSync(path('charts/tag.txt'), '0.4.9');
      edit(
        'tables/images.ts',
        "'weaveworksdemos/payments:0.4.3'",
        '`weaveworksdemos/payments:${own}`',
      );
      edit('tables/images.ts', 'export const', OWN_READ);
    },
    Array.from({ length: CLUSTERS }, () => 'every one'),
  ],
  'an edit of that file': [
    () => writeFileSync(path('charts/tag.txt'), '0.4.8'),
    Array.from({ length: CLUSTERS }, () => 'every one'),
  ],
};

test('what is remembered is never wrong', async () => {
  expect((await synth()).code).toBe(0);
  for (const [name, [step, lines]] of Object.entries(steps)) {
    step();
    const { code, stdout } = await synth('--check');
    expect([name, code]).toEqual([name, lines.length > 0 ? 1 : 0]);
    if (code === 1) expect(stdout).toContain('is not fresh');
    const result = await synth();
    expect([name, result.code, result.stderr]).toEqual([name, 0, '']);
    if (lines[0] === 'every one') expect(changed(result)).toHaveLength(CLUSTERS);
    else expect([name, changed(result)]).toEqual([name, lines]);
    const full = await inFull();
    expect([name, full.code, full.stderr]).toEqual([name, 0, '']);
    expect(contents(path('dist'))).toEqual(contents(path('full')));
    expect((await synth('--check')).code).toBe(0);
  }
}, 600_000);

test.each<[string, (file: string) => void]>([
  ['its first line lost', (file) => writeFileSync(file, readFileSync(file, 'utf8').slice(100))],
  [
    'a link in its place',
    (file) => {
      renameSync(file, path('elsewhere'));
      symlinkSync(path('elsewhere'), file);
    },
  ],
])(
  'a file in dist with %s is not fresh, and not overwritten',
  async (_, damage) => {
    expect((await synth()).code).toBe(0);
    const file = 'dist/c12/apps/1-sock-shop.k8s.yaml';
    damage(path(file));
    const before = contents(path('dist'));
    for (let i = 0; i < 2; i++) {
      const check = await synth('--check');
      expect([check.code, check.stdout]).toEqual([
        1,
        expect.stringContaining(`foreign  ${file}\n`),
      ]);
      const { code, stderr } = await synth();
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining('stands where synth wants to write'),
      ]);
    }
    expect(contents(path('dist'))).toEqual(before);
    rmSync(path(file));
    expect((await synth()).code).toBe(0);
  },
  120_000,
);

test('problems are told as in a full run, those between clusters too', async () => {
  cpSync(path('clusters/c20.yaml'), path('clusters/c20.yml'));
  writeCluster('c21', 'nodes: { instanceType: m5.nothing }');
  const [ours, full] = await Promise.all([synth(), inFull()]);
  expect(ours.code).toBe(2);
  expect(ours.stderr).toContain('is the name of the cluster in clusters/c20.yaml too');
  expect(ours.stderr).toContain('clusters/c21.yaml');
  expect(ours).toEqual(full);
  rmSync(path('clusters/c20.yml'));
  // What only the checks find, in clusters that two threads make.
  for (const name of ['c21', 'c80']) writeCluster(name, 'nodes: { instanceType: t3.micro }');
  const [checked, fullChecked] = await Promise.all([synth(), inFull()]);
  expect(checked.code).toBe(2);
  expect(checked.stderr).toContain('clusters/c21.yaml');
  expect(checked.stderr).toContain('clusters/c80.yaml');
  expect(checked).toEqual(fullChecked);
  for (const name of ['c21', 'c80']) writeCluster(name);
}, 120_000);

// Whenever the edit comes, one state of the files makes all clusters, or none.
test.each([50, 150, 250, 400])(
  'an edit %d ms after a run has begun leaves nothing half old and half new',
  async (ms) => {
    const payment = () =>
      new Set(
        Object.entries(contents(path('dist'))).flatMap(
          ([, text]) => text.match(/payment\w*:/g) ?? [],
        ),
      );
    edit('tables/images.ts', 'payments:', 'paymentx:');
    const running = synth();
    await setTimeout(ms);
    edit('tables/images.ts', 'paymentx:', 'payments:');
    expect(await running).toMatchObject({ code: 0, stderr: '' });
    expect(payment().size).toBe(1);
    expect((await synth()).code).toBe(0);
    expect([...payment()]).toEqual(['payments:']);

    const broken = synth();
    await setTimeout(ms);
    appendFileSync(path('tables/images.ts'), 'const x: = 1;\n');
    const { code, stderr } = await broken;
    expect([code, code === 0 || stderr.includes('tables/images.ts')]).toEqual([code ? 2 : 0, true]);
    edit('tables/images.ts', 'const x: = 1;\n', '');
    expect([...payment()]).toEqual(['payments:']);
  },
  60_000,
);

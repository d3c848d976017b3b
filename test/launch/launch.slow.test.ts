import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, expect, test } from '@jest/globals';
import { projectFile, runProgram } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

// A project of its own around the launcher, with the installed packages.
let project: string;
let cache: string;
beforeEach(() => {
  project = temporaryFolder();
  cache = join(project, 'node_modules/.cache/eks-sock-shop');
  cpSync(projectFile('launch'), join(project, 'launch'), { recursive: true });
  cpSync(projectFile('package.json'), join(project, 'package.json'));
  mkdirSync(join(project, 'node_modules'));
  for (const name of readdirSync(projectFile('node_modules'))) {
    if (name.startsWith('.')) continue;
    symlinkSync(projectFile(`node_modules/${name}`), join(project, 'node_modules', name));
  }
  write('part.ts', "export const greeting: string = 'hello';\n");
  write(
    'main.ts',
    "import { greeting } from './part.ts';\nconsole.log(greeting, process.argv.slice(2));\n",
  );
});

const write = (name: string, text: string) => writeFileSync(join(project, name), text);

const launch = (...args: string[]) =>
  runProgram(process.execPath, [join(project, 'launch/launch.cjs'), 'main.ts', ...args], {
    cwd: project,
  });

test('what was made once is used again, and arguments are handed on', async () => {
  const first = await launch('--flag', 'a b');
  expect(first).toEqual({ code: 0, stdout: "hello [ '--flag', 'a b' ]\n", stderr: '' });
  const times = () => readdirSync(cache).map((name) => [name, statSync(join(cache, name)).mtimeMs]);
  const before = times();
  expect(before).toHaveLength(2);
  expect(await launch('--flag', 'a b')).toEqual(first);
  expect(times()).toEqual(before);
});

test('what is kept is for its owner alone, whatever the umask', async () => {
  const script = [
    'umask 000; exec "$0" "$@"',
    process.execPath,
    join(project, 'launch/launch.cjs'),
  ];
  await runProgram('sh', ['-c', ...script, 'main.ts'], { cwd: project });
  const modes = [cache, ...readdirSync(cache).map((name) => join(cache, name))].map((path) =>
    (statSync(path).mode & 0o777).toString(8),
  );
  expect(modes).toEqual(['700', '600', '600']);
});

test('an edit counts at once, even one that leaves size and time as they were', async () => {
  await launch();
  const { atime, mtime } = statSync(join(project, 'part.ts'));
  write('part.ts', "export const greeting: string = 'HELLO';\n");
  utimesSync(join(project, 'part.ts'), atime, mtime);
  expect((await launch()).stdout).toBe('HELLO []\n');
  // What was made of the old file is gone.
  expect(readdirSync(cache)).toHaveLength(2);
  write('part.ts', "export const greeting: string = 'hello';\n");
  expect((await launch()).stdout).toBe('hello []\n');
});

test("charts/own.ts of the folder that a command runs in stands for the project's, in that folder alone", async () => {
  mkdirSync(join(project, 'charts'));
  write('charts/own.ts', "export const ownCharts = () => 'ours';\n");
  write('charts/file.ts', 'export const file = (name: string) => `a file ${name}`;\n');
  write('main.ts', "import { ownCharts } from './charts/layout.ts';\nconsole.log(ownCharts());\n");
  write('charts/layout.ts', "export { ownCharts } from '#own-charts';\n");
  const folder = temporaryFolder();
  const there = () =>
    runProgram(process.execPath, [join(project, 'launch/launch.cjs'), 'main.ts'], { cwd: folder });
  expect((await there()).stdout).toBe('ours\n');
  mkdirSync(join(folder, 'charts'));
  const list = (name: string) =>
    writeFileSync(
      join(folder, 'charts/own.ts'),
      `import { file } from 'eks-sock-shop/charts';\nexport const ownCharts = () => file('${name}');\n`,
    );
  list('one');
  expect(await there()).toEqual({ code: 0, stdout: 'a file one\n', stderr: '' });
  list('two');
  expect((await there()).stdout).toBe('a file two\n');
  expect((await launch()).stdout).toBe('ours\n');
  writeFileSync(join(folder, 'charts/own.ts'), 'export const ownCharts = 3 as\n');
  expect(await there()).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/ charts\/own\.ts:2/),
  });
  rmSync(join(folder, 'charts'), { recursive: true });
  expect((await there()).stdout).toBe('ours\n');
});

// What else a script may be made of than the TypeScript files that it imports.
const others: Record<string, [Record<string, string>, Record<string, string>]> = {
  'a file of another kind': [
    {
      'main.ts': "import { greeting } from './part.cjs';\nconsole.log(greeting);\n",
      'part.cjs': "exports.greeting = 'hello';\n",
    },
    { 'part.cjs': "exports.greeting = 'HELLO';\n" },
  ],
  'an installed file': [
    {
      'main.ts': "import { greeting } from 'small';\nconsole.log(greeting);\n",
      'node_modules/small/package.json': '{ "exports": "./one.js" }',
      'node_modules/small/one.js': "exports.greeting = 'hello';\n",
    },
    { 'node_modules/small/one.js': "exports.greeting = 'HELLO';\n" },
  ],
  'what tsconfig.json says of a name': [
    {
      'main.ts': "import { greeting } from 'greeting';\nconsole.log(greeting);\n",
      'tsconfig.json': '{ "compilerOptions": { "paths": { "greeting": ["./part1.ts"] } } }',
      'part1.ts': "export const greeting: string = 'hello';\n",
      'part2.ts': "export const greeting: string = 'HELLO';\n",
    },
    { 'tsconfig.json': '{ "compilerOptions": { "paths": { "greeting": ["./part2.ts"] } } }' },
  ],
};

test.each(Object.entries(others))('so does %s', async (_, [before, after]) => {
  mkdirSync(join(project, 'node_modules/small'));
  for (const [name, text] of Object.entries(before)) write(name, text);
  await setTimeout(2100);
  expect((await launch()).stdout).toBe('hello\n');
  for (const [name, text] of Object.entries(after)) {
    const { atime, mtime } = statSync(join(project, name));
    write(name, text);
    utimesSync(join(project, name), atime, mtime);
  }
  expect((await launch()).stdout).toBe('HELLO\n');
});

test('before anything is installed, it says what to do', async () => {
  rmSync(join(project, 'node_modules'), { recursive: true });
  expect(await launch()).toEqual({
    code: 2,
    stdout: '',
    stderr: 'Nothing is installed here yet: npm ci\n',
  });
});

test('it runs as well where nothing can be kept', async () => {
  writeFileSync(join(project, 'node_modules/.cache'), 'no folder');
  for (const run of [await launch(), await launch()]) {
    expect(run).toEqual({ code: 0, stdout: 'hello []\n', stderr: '' });
  }
});

// Compiled code above all, which V8 runs as it is.
test('after a bit of what was kept has flipped, it runs as ever, and is mended', async () => {
  await launch();
  const file = join(cache, readdirSync(cache)[0]!);
  const whole = readFileSync(file);
  for (let i = 1; i <= 16; i += 1) {
    const damaged = Buffer.from(whole);
    damaged[Math.floor((i * whole.length) / 17)]! ^= 1 << (i % 8);
    writeFileSync(file, damaged);
    expect(await launch()).toEqual({ code: 0, stdout: 'hello []\n', stderr: '' });
    expect(readFileSync(file).equals(damaged)).toBe(false);
  }
  const before = readFileSync(file);
  await launch();
  expect(readFileSync(file).equals(before)).toBe(true);
}, 180_000);

test("an error's stack names the TypeScript files and their lines", async () => {
  write(
    'part.ts',
    "interface A {}\n\nexport function greeting(): A {\n  throw new Error('no');\n}\n",
  );
  write('main.ts', "import { greeting } from './part.ts';\n\ngreeting();\n");
  for (const run of [await launch(), await launch()]) {
    expect(run.code).not.toBe(0);
    expect(run.stderr).toContain('Error: no\n    at greeting (part.ts:4:9)\n    at main.ts:3:1\n');
  }
});

test('a file that is not TypeScript is named with its line', async () => {
  write('part.ts', "export const greeting: string = 'hello;\n");
  const { code, stderr } = await launch();
  expect(code).toBe(2);
  expect(stderr).toContain('part.ts:1:');
});

test('a file that awaits at its top is named with its line', async () => {
  write('main.ts', 'const text: string = await Promise.resolve("late");\nconsole.log(text);\n');
  const { code, stderr } = await launch();
  expect([code, stderr]).toEqual([2, expect.stringContaining('main.ts:1:')]);
  expect(stderr).toContain('Top-level await');
});

test('it runs in a folder of any name', async () => {
  const odd = `${project} #1 é`;
  renameSync(project, odd);
  project = odd;
  cache = join(project, 'node_modules/.cache/eks-sock-shop');
  for (const run of [await launch(), await launch()]) expect(run.stdout).toBe('hello []\n');
  expect(readdirSync(cache)).toHaveLength(2);
});

test('what a file reads beside itself is found, and so is a class of the larger constructs', async () => {
  mkdirSync(join(project, 'deep'));
  write('deep/data.txt', 'data');
  write(
    'main.ts',
    `import { readFileSync } from 'node:fs';
import { App, Chart, Testing } from 'cdk8s';
import { Deployment, k8s } from 'cdk8s-plus-27';
import { text } from './deep/part.ts';
const chart = new Chart(new App(), 'chart');
new Deployment(chart, 'large', { containers: [{ image: 'nginx:1.27' }] });
new k8s.KubeDeployment(chart, 'small', { metadata: { name: 'small' } });
const kind: keyof typeof k8s = process.argv.length > 9 ? 'KubeSecret' : 'KubePod';
console.log(text, Testing.synth(chart).length, k8s[kind].GVK.kind, readFileSync('main.ts').length > 9);
`,
  );
  write(
    'deep/part.ts',
    "import { readFileSync } from 'node:fs';\nexport const text = readFileSync(`${import.meta.dirname}/data.txt`, 'utf8');\n",
  );
  for (const run of [await launch(), await launch()]) {
    expect(run).toEqual({ code: 0, stdout: 'data 2 Pod true\n', stderr: '' });
  }
});

test('every command of package.json begins', async () => {
  const { scripts } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const calls = Object.values(scripts).flatMap(
    (script) => /^node (\S+\.cjs \S+)$/.exec(script)?.[1] ?? [],
  );
  expect(calls).toEqual(expect.arrayContaining(['program.cjs synth', 'program.cjs import']));
  for (const call of calls) {
    const [program = '', command = ''] = call.split(' ');
    const args = [projectFile(program), command, '--help'];
    const { code, stderr, stdout } = await runProgram(process.execPath, args);
    expect([call, code, stderr]).toEqual([call, 0, '']);
    expect(stdout).toContain('npm run');
  }
}, 300_000);

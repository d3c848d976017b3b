import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
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
  const kept = readdirSync(cache);
  expect(kept).toHaveLength(5);
  // All but the note about it, which is written anew once its files are known to be at rest.
  const times = () =>
    kept
      .filter((name) => name !== 'main.json')
      .map((name) => [name, statSync(join(cache, name)).mtimeMs]);
  const before = times();
  expect(await launch('--flag', 'a b')).toEqual(first);
  expect(readdirSync(cache)).toEqual(kept);
  expect(times()).toEqual(before);
});

test('an edit counts at once, even one that leaves size and time as they were', async () => {
  await launch();
  const { atime, mtime } = statSync(join(project, 'part.ts'));
  write('part.ts', "export const greeting: string = 'HELLO';\n");
  utimesSync(join(project, 'part.ts'), atime, mtime);
  expect((await launch()).stdout).toBe('HELLO []\n');
  // What was made of the old file is gone.
  expect(readdirSync(cache)).toHaveLength(5);
  write('part.ts', "export const greeting: string = 'hello';\n");
  expect((await launch()).stdout).toBe('hello []\n');
});

test('files that have long been as they are need not be read, and an edit of theirs counts all the same', async () => {
  await setTimeout(2100);
  await launch();
  const noted = () => {
    const { build, stamps } = JSON.parse(readFileSync(join(cache, 'main.json'), 'utf8')) as {
      build: string;
      stamps: Record<string, number[]>;
    };
    return { build, trusted: Object.values(stamps).filter((stamp) => stamp.length > 0).length };
  };
  const { build, trusted } = noted();
  expect(trusted).toBeGreaterThan(5);

  // Touched, and still the same.
  utimesSync(join(project, 'part.ts'), new Date(), new Date());
  expect((await launch()).stdout).toBe('hello []\n');
  expect(noted()).toEqual({ build, trusted: trusted - 1 });

  const { atime, mtime } = statSync(join(project, 'main.ts'));
  write('main.ts', readFileSync(join(project, 'main.ts'), 'utf8').replace('log', 'dir'));
  write('part.ts', "export const greeting: string = 'HELLO';\n");
  for (const name of ['main.ts', 'part.ts']) utimesSync(join(project, name), atime, mtime);
  expect((await launch()).stdout).toBe("'HELLO'\n");
  expect(noted().build).not.toBe(build);
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
  'what an installed package says that it is': [
    {
      'main.ts': "import { greeting } from 'small';\nconsole.log(greeting);\n",
      'node_modules/small/package.json': '{ "exports": "./one.js" }',
      'node_modules/small/one.js': "exports.greeting = 'hello';\n",
      'node_modules/small/two.js': "exports.greeting = 'HELLO';\n",
    },
    { 'node_modules/small/package.json': '{ "exports": "./two.js" }' },
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

test('a link to where it lies is no way without end', async () => {
  mkdirSync(join(project, 'deep'));
  write('deep/part.ts', "export const greeting: string = 'deep';\n");
  for (const name of ['one', 'two']) symlinkSync('..', join(project, 'deep', name));
  write('main.ts', "import { greeting } from './deep/part.ts';\nconsole.log(greeting);\n");
  for (const run of [await launch(), await launch()]) expect(run.stdout).toBe('deep\n');
});

test('before anything is installed, it says what to do', async () => {
  rmSync(join(project, 'node_modules'), { recursive: true });
  expect(await launch()).toEqual({
    code: 2,
    stdout: '',
    stderr: 'Nothing is installed here yet: npm ci\n',
  });
});

test('it runs as well where nothing can be kept, and after what was kept is damaged', async () => {
  await launch();
  for (const name of readdirSync(cache)) truncateSync(join(cache, name), 100);
  expect(await launch()).toEqual({ code: 0, stdout: 'hello []\n', stderr: '' });
  rmSync(join(project, 'node_modules/.cache'), { recursive: true });
  writeFileSync(join(project, 'node_modules/.cache'), 'no folder');
  expect(await launch()).toEqual({ code: 0, stdout: 'hello []\n', stderr: '' });
});

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

test('a file that is no TypeScript is named with its line', async () => {
  write('part.ts', "export const greeting: string = 'hello;\n");
  const { code, stderr } = await launch();
  expect(code).toBe(2);
  expect(stderr).toContain('part.ts:1:');
});

test('a file that awaits at its top runs too, wherever it lies', async () => {
  const odd = `${project} #1`;
  renameSync(project, odd);
  project = odd;
  write('main.ts', 'const text: string = await Promise.resolve("late");\nconsole.log(text);\n');
  expect((await launch()).stdout).toBe('late\n');
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
  const files = Object.values(scripts).flatMap(
    (script) => /^node launch\/launch\.cjs (\S+)$/.exec(script)?.[1] ?? [],
  );
  expect(files.length).toBeGreaterThan(10);
  for (const file of files.filter((each) => each !== 'scripts/start.ts')) {
    const args = [projectFile('launch/launch.cjs'), file, '--help'];
    const { code, stderr, stdout } = await runProgram(process.execPath, args);
    expect([file, code, stderr]).toEqual([file, 0, '']);
    expect(stdout).toContain('npm run');
  }
}, 300_000);

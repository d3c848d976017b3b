import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { childrenCpu } from '../../scripts/bench/measure.ts';
import { type Finished, projectFile, runProgram, runScript } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

const LONGEST_MS = 1000;
const NOT_MOUNTED = 99;
const GOOD = 'name: a\nowner: dev\naccess: { from: [8.8.8.8/32] }\n';

let folder: string;
// The launcher makes its script once, which is not a part of what is measured.
beforeAll(() => runScript('main.ts', ['--check']));
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'clusters'));
  write(GOOD);
});

const write = (text: string) => writeFileSync(join(folder, 'clusters/a.yaml'), text);

// By the time that processors worked on it, which is that of a machine with nothing else to do.
async function quickly(run: () => Promise<Finished>): Promise<Finished> {
  const before = childrenCpu() ?? Number.NaN;
  const result = await run();
  expect((childrenCpu() ?? Number.NaN) - before).toBeLessThan(LONGEST_MS);
  return result;
}

const synth = () => runScript('main.ts', [], { cwd: folder });

// In a mount namespace of its own, where anybody may mount, and which is gone with the process.
const mounted = async (mount: string) => {
  const files = 'find dist -type f ! -name filler | sort | xargs -d "\\n" cat';
  const seen = `{ find dist | sort; ${files}; } >`;
  const synthesis = `${seen} before; "$0" "$1" main.ts; code=$?; ${seen} after; exit $code`;
  const command = `${mount} || exit ${NOT_MOUNTED}; ${synthesis}`;
  const args = ['--map-root-user', '--mount', 'sh', '-c', command, process.execPath];
  const launcher = projectFile('launch/launch.cjs');
  const finished = await runProgram('unshare', [...args, launcher], { cwd: folder });
  if (finished.code === NOT_MOUNTED || finished.stderr.startsWith('unshare:')) {
    throw new Error(
      `the tests of disks need mount namespaces, which this computer does not allow: ${finished.stderr}`,
    );
  }
  return finished;
};

const seen = (when: 'before' | 'after') => readFileSync(join(folder, when), 'utf8');

function contents(below: string): Record<string, string> {
  const files = readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(file, 'utf8')]));
}

test('a full disk: said at once, and nothing is half written', async () => {
  await synth();
  cpSync(join(folder, 'dist'), join(folder, 'kept'), { recursive: true });
  write(GOOD.replace('dev', 'other'));
  const fill = 'head -c 10M /dev/zero > dist/filler 2> /dev/null; [ -s dist/filler ]';
  const full = `mount -t tmpfs -o size=600k tmpfs dist && cp -r kept/. dist/ && { ${fill}; }`;
  const { code, stderr } = await quickly(() => mounted(full));
  expect([code, stderr]).toEqual([2, expect.stringContaining('the disk is full')]);
  expect(seen('before')).toContain('# Made by');
  expect(seen('after')).toBe(seen('before'));
});

test('a dist/ that is read-only: said at once, and nothing is changed', async () => {
  await synth();
  const readOnly = 'mount --bind dist dist && mount -o remount,bind,ro dist';
  // What is fresh may lie on such a disk.
  expect((await mounted(readOnly)).code).toBe(0);
  write(GOOD.replace('dev', 'other'));
  const { code, stderr } = await quickly(() => mounted(readOnly));
  expect([code, stderr]).toEqual([2, expect.stringContaining('read-only disk')]);
  expect(seen('before')).toContain('# Made by');
  expect(seen('after')).toBe(seen('before'));
});

describe('a fleet', () => {
  const name = (i: number) => `f${i}`;
  const writeFleet = (size: number, owner: string) => {
    rmSync(join(folder, 'clusters/a.yaml'), { force: true });
    for (let i = 1; i <= size; i++) {
      const text = GOOD.replace('name: a', `name: ${name(i)}`).replace('dev', owner);
      writeFileSync(
        join(folder, `clusters/${name(i)}.yaml`),
        `${text}jenkins: { nodePort: ${30_100 + i} }\n`,
      );
    }
  };
  const changedFleet = async (size: number) => {
    writeFleet(size, 'dev');
    expect((await synth()).code).toBe(0);
    writeFleet(size, 'other');
  };
  const unchanged = () => {
    expect(seen('before')).toContain('# Made by');
    expect(seen('after')).toBe(seen('before'));
  };

  test('on a disk with room for one of its clusters: none is changed', async () => {
    await changedFleet(12);
    cpSync(join(folder, 'dist'), join(folder, 'kept'), { recursive: true });
    const fill = 'head -c 100M /dev/zero > dist/filler 2> /dev/null; truncate -s -400K dist/filler';
    const full = `mount -t tmpfs -o size=20M tmpfs dist && cp -r kept/. dist/ && { ${fill}; }`;
    const { code, stderr } = await mounted(full);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^dist\/f\d+.*: the disk is full/)]);
    unchanged();
  });

  test('of which one folder is read-only: none is changed', async () => {
    await changedFleet(12);
    const { code, stderr } = await mounted(
      'mount --bind dist/f5 dist/f5 && mount -o remount,bind,ro dist/f5',
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining('dist/f5: is on a read-only disk')]);
    unchanged();
  });

  test('of which one folder is mounted by itself: none is changed', async () => {
    await changedFleet(12);
    const { code, stderr } = await mounted('mount --bind dist/f5 dist/f5');
    expect([code, stderr]).toEqual([2, expect.stringContaining('dist/f5: is mounted by itself')]);
    unchanged();
  });
});

const hostile: Record<string, [() => void, string]> = {
  '100 MB': [
    () => truncateSync(join(folder, 'clusters/a.yaml'), 100 * 1024 * 1024),
    'far more than a cluster file needs',
  ],
  'nested deeply': [() => write(`a: ${'['.repeat(30_000)}`), 'nested far deeper'],
  'nested deeply by its indentation': [
    () => write(Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')),
    'a.yaml',
  ],
  'aliases that multiply': [
    () =>
      write(
        `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]\n`).join('')}`,
      ),
    'aliases',
  ],
  'aliases of one value': [() => write(`x: &a 1\ny: [${'*a,'.repeat(43_000)}]`), 'far more keys'],
  'fewer aliases of one value': [() => write(`x: &a 1\ny: [${'*a,'.repeat(9_000)}]`), 'entries'],
  'lists without end': [() => write('a: [\n'.repeat(99)), 'the [ that begins here has no ]'],
  'brackets that open nothing': [() => write(']'.repeat(23_000)), 'and 22950 more'],
  'numbers for addresses': [
    () => write(`access: { from: [${'1,'.repeat(64_000)}] }`),
    'far more keys',
  ],
  'a thousand keys': [
    () => write(`${GOOD}${Array.from({ length: 1000 }, (_, i) => `key${i}: 1\n`).join('')}`),
    'key999',
  ],
};

test.each(Object.entries(hostile))(
  'a hostile cluster file, %s: said at once',
  async (_name, [make, words]) => {
    await synth();
    const before = contents(join(folder, 'dist'));
    make();
    const { code, stderr } = await quickly(synth);
    expect(code).toBe(2);
    if (words !== 'key999') expect(stderr).toContain(words);
    expect(stderr).toMatch(/problems?; nothing was changed\.\n$/);
    expect(contents(join(folder, 'dist'))).toEqual(before);
  },
);

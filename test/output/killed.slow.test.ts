import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { recoverFolders } from '../../output/lock-folders.ts';
import { compare, isFresh } from '../../output/tree.ts';
import { projectFile } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { writeTree } from '../support/write-tree.ts';
import { trees } from './two-trees.ts';

test('a process killed while it writes leaves one tree or the other, and never a mixture', async () => {
  const out = temporaryFolder();
  for (const delay of [0, 3, 11]) {
    const child = start(out);
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    await setTimeout(delay);
    child.kill('SIGKILL');
    await once(child, 'close');
    // Between its two renames there is no folder for a moment.
    if (readdirSync(out).includes('c')) expect(isWhole(out)).toBe(true);
    recoverFolders(out);
    expect(readdirSync(out)).toEqual(['c']);
    expect(isWhole(out)).toBe(true);
  }
  await writeTree(out, 'c', trees[0]);
  expect(readdirSync(out)).toEqual(['c']);
});

test('two processes at once write in turn', async () => {
  const out = temporaryFolder();
  const children = [start(out, 20), start(out, 21)];
  const codes = await Promise.all(children.map(async (child) => (await once(child, 'close'))[0]));
  expect(codes).toEqual([0, 0]);
  expect(readdirSync(out)).toEqual(['c']);
  expect(isWhole(out)).toBe(true);
});

function start(out: string, times = Number.POSITIVE_INFINITY): ChildProcess {
  const loader = projectFile('node_modules/tsx/dist/loader.mjs');
  const script = join(import.meta.dirname, 'write-in-a-loop.ts');
  return spawn(process.execPath, ['--import', loader, script, out, String(times)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function isWhole(out: string): boolean {
  return trees.some((tree) => isFresh(compare(join(out, 'c'), tree)));
}

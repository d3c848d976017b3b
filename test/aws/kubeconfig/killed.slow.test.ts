import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { Kubeconfig } from '../../../aws/kubeconfig/kubeconfig.ts';
import { putContext } from '../../../aws/kubeconfig/put-context.ts';
import { entriesFor } from '../../../aws/kubeconfig/entries.ts';
import { projectFile } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const theirs = `kind: Config
contexts:
- context: {cluster: kind, user: kind} # mine
  name: kind
`;

test('a process killed while it writes leaves a whole file, and the next one goes on', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'config');
  writeFileSync(file, theirs);
  for (const delay of [0, 2, 5, 9]) {
    const child = start(file, 'mine');
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    await setTimeout(delay);
    child.kill('SIGKILL');
    await once(child, 'close');
    const config = Kubeconfig.read(file);
    expect([config.has('kind'), config.has('mine.us-west-2')]).toEqual([true, true]);
  }
  const connection = { name: 'other', region: 'us-west-2', endpoint: 'https://x', authority: '' };
  putContext(entriesFor(connection, { signIn: 'aws' }), [file]);
  expect(Kubeconfig.read(file).has('other.us-west-2')).toBe(true);
  expect(readdirSync(folder)).toEqual(['config']);
});

test('processes at once lose nothing of each other', async () => {
  const file = join(temporaryFolder(), 'config');
  writeFileSync(file, theirs);
  const names = ['a', 'b', 'c'];
  const children = names.map((name) => start(file, name, 10));
  const codes = await Promise.all(children.map(async (child) => (await once(child, 'close'))[0]));
  expect(codes).toEqual([0, 0, 0]);
  const config = Kubeconfig.read(file);
  expect(names.map((name) => config.serverOf(`${name}.us-west-2`))).toEqual(
    names.map(() => 'https://ID9.gr7.us-west-2.eks.amazonaws.com'),
  );
  expect(config.has('kind')).toBe(true);
});

function start(file: string, name: string, times = Number.POSITIVE_INFINITY): ChildProcess {
  const loader = projectFile('node_modules/tsx/dist/loader.mjs');
  const script = join(import.meta.dirname, 'put-in-a-loop.ts');
  return spawn(process.execPath, ['--import', loader, script, file, name, String(times)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

import { lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { oddPlaces } from '../support/odd-places.ts';
import { type Finished, runScript } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { leaveCount } from './support/cases.ts';

const clusterText = 'name: c\nowner: dev\naccess: { from: [198.51.100.7/32] }\n';

/** The commands that meet an odd place, each as a process: one that waits for it is never done, and the test fails. */
const commands: readonly (readonly [string, string, readonly string[]])[] = [
  ['out', 'main.ts', ['--out', 'out']],
  ['clusters/c.yaml', 'main.ts', []],
  ['class.csv', 'scripts/init.ts', ['--csv', 'class.csv']],
  ['a.yaml', 'scripts/validate.ts', ['a.yaml']],
];

const tooLong = 'x'.repeat(5000);
const longCommands: readonly (readonly [string, readonly string[]])[] = [
  ['main.ts', ['--out', tooLong]],
  ['scripts/init.ts', ['--csv', tooLong]],
  ['scripts/validate.ts', [tooLong]],
];

// A sentence, and nothing that only its programmers read.
const words = /^(?![\s\S]*(?:\n {4}at |This should not have happened))\S[\s\S]+$/;
const told = { code: 2, stdout: '', stderr: expect.stringMatching(words) as unknown };

let count = 0;

function ended(
  cwd: string,
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  leaveCount('odd places', ++count);
  return runScript(script, args, { cwd, env });
}

function folderWithCluster(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'clusters'));
  writeFileSync(join(folder, 'clusters', 'b.yaml'), clusterText.replace('name: c', 'name: b'));
  return folder;
}

const kindOf = (path: string) => {
  const { mode, ino } = lstatSync(path);
  return [mode, ino];
};

describe.each(commands)('%s, which %s %j meets,', (place, script, args) => {
  // A folder is the right place for an output.
  const kinds = Object.entries(oddPlaces).filter(
    ([kind]) => place !== 'out' || kind !== 'a folder',
  );
  test.each(kinds)('is told, and is left as it was, when it is %s', async (_, { make }) => {
    const folder = folderWithCluster();
    const path = join(folder, place);
    make(path);
    const before = kindOf(path);
    expect(await ended(folder, script, args)).toEqual(told);
    expect(kindOf(path)).toEqual(before);
  });
});

test.each(longCommands)('%s tells of a path that is too long', async (script, args) => {
  expect(await ended(folderWithCluster(), script, args)).toEqual(told);
});

describe('kubeconfig, which meets KUBECONFIG,', () => {
  const remove = ['--remove', '--cluster', 'b'];
  const forget = (folder: string, KUBECONFIG: string) =>
    ended(folder, 'scripts/kubeconfig.ts', remove, { KUBECONFIG });

  test.each(Object.entries(oddPlaces))(
    'is told, and is left as it was, when it is %s',
    async (_, { make }) => {
      const folder = folderWithCluster();
      const path = join(folder, 'odd');
      make(path);
      const before = kindOf(path);
      expect(await forget(folder, path)).toEqual(told);
      expect(kindOf(path)).toEqual(before);
    },
  );

  test.each(['/dev/null', '/dev/zero', '/proc/self/environ'])(
    'is told when it is %j',
    async (path) => {
      expect(await forget(folderWithCluster(), path)).toEqual(told);
    },
  );

  test('is told when its name is too long', async () => {
    expect(await forget(folderWithCluster(), tooLong)).toEqual(told);
  });

  test('is told when only the last of several is odd, and no other one is changed', async () => {
    const folder = folderWithCluster();
    const [good, odd] = ['good', 'odd'].map((name) => join(folder, name)) as [string, string];
    writeFileSync(good, 'apiVersion: v1\nkind: Config\n');
    mkdirSync(odd);
    const before = kindOf(good);
    expect(await forget(folder, [good, '', odd].join(delimiter))).toEqual(told);
    expect(readFileSync(good, 'utf8')).toBe('apiVersion: v1\nkind: Config\n');
    expect(kindOf(good)).toEqual(before);
  });
});

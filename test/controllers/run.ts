import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// Runs the suites of those controllers that CONTROLLERS has. They get a network, processes and a folder for temporary
// files of their own: nobody else is reached by what listens there, and all of it is gone with the run.

const SUITES = ['nginx-ingress', 'cluster-autoscaler', 'aws-load-balancer-controller'];
const PAGE = 'docs/testing.md says how to lay one out';
const BAD_INPUT = 2;

const inside = [
  'ip link set lo up',
  'mount -t tmpfs tmpfs "$TMPDIR"',
  // Jest in a process of its own: Ctrl-C ends it, and this shell, which is the first here, goes on to tidy up.
  '"$@"',
  'code=$?',
  'umount --lazy "$TMPDIR"',
  'rmdir "$TMPDIR"',
  'exit $code',
].join('\n');

function main(): number {
  const folder = process.env.CONTROLLERS;
  if (!folder) return refuse(`CONTROLLERS names no folder of controllers; ${PAGE}`);
  const given = SUITES.filter((name) => existsSync(join(folder, name, name)));
  if (given.length === 0) {
    return refuse(`${folder} has none of ${SUITES.join(', ')}; ${PAGE}`);
  }
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return refuse('users and networks of their own can only be given to them by root on Linux');
  }
  const code = runSuites(given, resolve(folder));
  for (const name of SUITES) {
    if (!given.includes(name)) console.log(`not run: ${name}, which ${folder} lacks`);
  }
  return code;
}

function runSuites(names: readonly string[], folder: string): number {
  const root = join(import.meta.dirname, '../..');
  const temporary = mkdtempSync(join(tmpdir(), 'controllers-'));
  const jest = [
    join(root, 'node_modules/jest/bin/jest.js'),
    '--config',
    join(root, 'test/controllers/jest.config.cjs'),
    '--runInBand',
    ...names.map((name) => join(root, `test/controllers/${name}.test.ts`)),
    ...process.argv.slice(2),
  ];
  const own = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const args = [...own, 'sh', '-c', inside, 'sh', process.execPath, ...jest];
  const { status, error } = spawnSync('unshare', args, {
    stdio: 'inherit',
    cwd: root,
    env: { ...process.env, CONTROLLERS: folder, TMPDIR: temporary },
  });
  rmSync(temporary, { recursive: true, force: true });
  if (error) return refuse(`unshare (Debian: util-linux) can't be run: ${error.message}`);
  return status ?? 1;
}

function refuse(why: string): number {
  console.error(`No controller was run: ${why}.`);
  return BAD_INPUT;
}

process.exitCode = main();

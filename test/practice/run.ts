import { spawn, spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { ControlPlaneError } from '../../control-plane/control-plane-error.ts';
import { prepare } from '../../scripts/practice/prepare.ts';
import { inParallel } from '../../scripts/shared/in-parallel.ts';
import { Progress } from '../../terminal/progress.ts';
import { UsageError } from '../../terminal/usage-error.ts';

// Runs the tests that need practice: its programs are built and installed first, unless they are there already.
// Most of the time eksctl waits, so several files run side by side. Each has a network of its own, for all of them open
// the same ports; where there is no such network, they run one after the other.

const BAD_INPUT = 2;
const AT_ONCE = 3;
const root = join(import.meta.dirname, '../..');
const jest = [
  join(root, 'node_modules/jest/bin/jest.js'),
  '--config',
  join(import.meta.dirname, 'jest.config.cjs'),
  '--runInBand',
];
const ownNetwork = ['--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

async function main(): Promise<number> {
  await prepare(new Progress());
  const files = testFiles(process.argv.slice(2));
  if (files.length === 0) throw new UsageError('no test file has such a name');
  const hasNetworks = spawnSync('unshare', [...ownNetwork, 'true']).status === 0;
  const command = hasNetworks ? ['unshare', ...ownNetwork] : [];
  const results = await inParallel(files, hasNetworks ? AT_ONCE : 1, async (file) => {
    console.log(`running ${relative(root, file)}`);
    const result = await runFile([...command, process.execPath, ...jest, '--runTestsByPath', file]);
    console.log(result.output);
    return { file, ...result };
  });
  const bad = results.filter(({ code }) => code !== 0);
  for (const { file } of bad) console.log(`failed: ${relative(root, file)}`);
  const [failed, passed] = [/(\d+) failed/, /(\d+) passed/].map((kind) =>
    results.reduce((sum, { output }) => sum + countOf(output, kind), 0),
  );
  console.log(`Tests: ${failed} failed, ${passed} passed, ${failed! + passed!} total`);
  return bad.length === 0 ? 0 : 1;
}

function testFiles(patterns: readonly string[]): string[] {
  const { stdout } = spawnSync(process.execPath, [...jest, '--listTests', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter((line) => line.endsWith('.test.ts'));
  return lines.sort();
}

function runFile([program = '', ...args]: readonly string[]) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: root });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.on('close', (code) => resolve({ code, output }));
  });
}

function countOf(output: string, kind: RegExp): number {
  const summary = /^Tests:.*total$/m.exec(output)?.[0] ?? '';
  return Number(kind.exec(summary)?.[1] ?? 0);
}

process.exitCode = await main().catch((error: unknown) => {
  if (!(error instanceof ControlPlaneError || error instanceof UsageError)) throw error;
  const fix = error instanceof UsageError && error.fix ? ` ${error.fix}` : '';
  console.error(`practice was not tried: ${error.message}${fix}`);
  return BAD_INPUT;
});

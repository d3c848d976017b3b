import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArguments } from '../terminal/arguments.ts';
import { passOn } from '../terminal/door.ts';
import { run } from './shared/run.ts';

const ROOT = join(import.meta.dirname, '..');
const CACHE = 'node_modules/.cache';

// What each found out about a file holds until the file's contents, or its own version, change.
const programs = [
  `tsc --incremental --tsBuildInfoFile ${CACHE}/types.tsbuildinfo`,
  'oxlint',
  `prettier --check --log-level warn --cache --cache-strategy content --cache-location ${CACHE}/lint/prettier .`,
].map((line) => line.split(' '));

run(async () => {
  const parsed = parseArguments({
    name: 'lint',
    summary: 'Types, lint and format, side by side.',
    flags: {},
  });
  if (!parsed) return 0;
  const codes = await Promise.all(programs.map(([program = '', ...args]) => call(program, args)));
  return codes.every((code) => code === 0) ? 0 : 1;
});

// What it says comes in one piece, however many talk at once.
async function call(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(join(ROOT, 'node_modules', '.bin', program), args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  passOn(said);
  return code ?? 1;
}

import { spawnSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, median } from './measure.ts';

/** What a developer waits for: in a fresh clone, and from then on. */
export interface Wait {
  readonly command: string;
  readonly firstMs: number;
  readonly ms: number;
}

export interface Daily {
  readonly installMb: number;
  readonly waits: readonly Wait[];
}

const root = join(import.meta.dirname, '..');
const commands = [['ci'], ['run', 'synth'], ['test'], ['run', 'lint']] as const;

/** Installs, synthesizes, tests and lints a clone of the last commit, several times over. */
export async function daily(rounds: number, tell: (line: string) => void): Promise<Daily> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const { status } = spawnSync('git', ['clone', '--quiet', root, folder], { stdio: 'inherit' });
    if (status !== 0) throw new Error(`${root} could not be cloned`);
    const waits: Wait[] = [];
    let installMb = 0;
    for (const args of commands) {
      const all: number[] = [];
      for (let round = -1; round < rounds; round++) {
        all.push((await measure({ program: 'npm', args, cwd: folder })).ms);
      }
      if (installMb === 0) installMb = sizeOf(join(folder, 'node_modules')) / 2 ** 20;
      const [firstMs = Number.NaN, ...later] = all;
      const wait = { command: `npm ${args.join(' ')}`, firstMs, ms: median(later) };
      tell(`${wait.command}: ${firstMs.toFixed(0)} ms, and later ${wait.ms.toFixed(0)} ms`);
      waits.push(wait);
    }
    return { installMb, waits };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a developer waits for, as a table in Markdown. */
export function dailyTable({ installMb, waits }: Daily): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return [
    '| command | the first one | later ones |',
    '|---|---|---|',
    ...waits.map((wait) => `| ${wait.command} | ${seconds(wait.firstMs)} | ${seconds(wait.ms)} |`),
    '',
    `What npm ci installs takes ${installMb.toFixed(0)} MB.`,
  ].join('\n');
}

// As du counts it: what it takes on the disk, and what has two names once.
function sizeOf(path: string, seen = new Set<number>()): number {
  const stats = lstatSync(path);
  const own = seen.has(stats.ino) ? 0 : stats.blocks * 512;
  seen.add(stats.ino);
  if (!stats.isDirectory()) return own;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name), seen), own);
}

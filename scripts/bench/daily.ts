import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder } from './folder.ts';
import { measure, median } from './measure.ts';
import { seconds, table } from './table.ts';

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

const root = join(import.meta.dirname, '../..');
const commands = [['ci'], ['run', 'synth'], ['test'], ['run', 'lint']] as const;

/** Installs, synthesizes, tests and lints a clone of the last commit, several times over. */
export async function daily(rounds: number, tell: (line: string) => void): Promise<Daily> {
  const folder = temporaryFolder();
  const { status } = spawnSync('git', ['clone', '--quiet', root, folder], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${root} could not be cloned`);
  const waits: Wait[] = [];
  for (const args of commands) {
    const all: number[] = [];
    for (let round = -1; round < rounds; round++) {
      all.push((await measure({ program: 'npm', args, cwd: folder, env: process.env })).ms);
    }
    const [firstMs = Number.NaN, ...later] = all;
    const wait = { command: `npm ${args.join(' ')}`, firstMs, ms: median(later) };
    tell(`${wait.command}: ${seconds(firstMs)}, and later ${seconds(wait.ms)}`);
    waits.push(wait);
  }
  return { installMb: installMb(folder), waits };
}

/** What a developer waits for, as a table in Markdown. */
export function dailyTable({ installMb, waits }: Daily): string {
  const rows = waits.map(({ command, firstMs, ms }) => [command, seconds(firstMs), seconds(ms)]);
  const times = table(['command', 'the first one', 'later ones'], rows);
  return `${times}\n\nWhat npm ci installs takes ${installMb.toFixed(0)} MB.`;
}

function installMb(folder: string): number {
  const { stdout } = spawnSync('.ci/install-size', { cwd: folder, encoding: 'utf8' });
  return Number(/node_modules: (\d+) MB/.exec(stdout)?.[1]);
}

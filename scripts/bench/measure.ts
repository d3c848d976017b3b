import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** One program's run, to its end. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Its environment, when it needs more of ours than where programs and its own files are. */
  readonly env?: NodeJS.ProcessEnv;
}

/** What a run took. */
export interface Run {
  readonly ms: number;
  /** Of all its threads; undefined where the system doesn't say. */
  readonly cpuMs?: number;
  /** That part of it which the program spent in itself, and not in the system's kernel. */
  readonly userMs?: number;
  readonly peakMb?: number;
  /** What it printed. */
  readonly bytes: number;
}

const TICK_MS = 10;
const LOOK_EVERY_MS = 4;

// With NODE_EXTRA_CA_CERTS, for one, Node 20 reads all certificates at each start, which more than doubles it.
const { PATH, HOME } = process.env;
const bare = { PATH, HOME };

/** Runs a program and measures it. */
export async function measure({ program, args, cwd, env = bare }: Command): Promise<Run> {
  const before = childrenTimes();
  const start = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let bytes = 0;
  let peak: number | undefined;
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (bytes += chunk.length));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const look = setInterval(() => (peak = peakOf(child.pid) ?? peak), LOOK_EVERY_MS);
  const [code] = (await once(child, 'close')) as [number | null];
  const ms = performance.now() - start;
  clearInterval(look);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${said}`);
  const after = childrenTimes();
  const times =
    before && after ? { cpuMs: sum(after) - sum(before), userMs: after.user - before.user } : {};
  return { ms, ...times, peakMb: peak === undefined ? undefined : peak / 1024, bytes };
}

/** How busy the machine was with anything else: its load over its processors. */
export function load(): number | undefined {
  try {
    return Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]) / availableParallelism();
  } catch {
    return undefined;
  }
}

function peakOf(pid: number | undefined): number | undefined {
  try {
    return (
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) || undefined
    );
  } catch {
    return undefined;
  }
}

/** The CPU time of all children that have ended, where the system says. */
export function childrenCpu(): number | undefined {
  const times = childrenTimes();
  return times && sum(times);
}

interface Times {
  readonly user: number;
  readonly system: number;
}

const sum = ({ user, system }: Times) => user + system;

// It counts in steps of 10 ms.
function childrenTimes(): Times | undefined {
  try {
    // The 16th and 17th field of all.
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { user: Number(fields[13]) * TICK_MS, system: Number(fields[14]) * TICK_MS };
  } catch {
    return undefined;
  }
}

/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

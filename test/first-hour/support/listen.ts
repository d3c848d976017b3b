import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const TICK_MS = 10;
const SAMPLE_MS = 50;

/** What a command said, how it ended, and how long it worked at most before it said the next word. */
export interface Heard {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** In ms of the processors: what other processes do meanwhile makes no difference. */
  readonly silentMs: number;
}

interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs a command to its end, and measures between its words how long it and all that it starts have worked. */
export function listenTo(
  program: string,
  args: readonly string[],
  { cwd, env }: Surroundings,
): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own process group, by which what it starts is found.
      detached: true,
    });
    const group = child.pid ?? 0;
    let [stdout, stderr] = ['', ''];
    let [worked, lastWord, silentMs] = [0, 0, 0];
    const sample = () => {
      worked = Math.max(worked, workOf(group));
      silentMs = Math.max(silentMs, worked - lastWord);
    };
    const hear = () => {
      sample();
      lastWord = worked;
    };
    const timer = setInterval(sample, SAMPLE_MS);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      hear();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      hear();
    });
    child.on('error', reject).on('close', (code) => {
      clearInterval(timer);
      resolve({ code, stdout, stderr, silentMs });
    });
  });
}

/** How long processors have worked for a process group, in ms; nothing where no /proc tells. */
function workOf(group: number): number {
  if (!existsSync('/proc/self/stat')) return 0;
  let ticks = 0;
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const fields = statOf(pid);
    if (fields === undefined || Number(fields[2]) !== group) continue;
    // Its own, and those of its children that have ended.
    for (const index of [11, 12, 13, 14]) ticks += Number(fields[index]);
  }
  return ticks * TICK_MS;
}

function statOf(pid: string): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

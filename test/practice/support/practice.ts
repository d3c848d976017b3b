import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFile } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const LONGEST_MS = 120_000;

/** A person with a home of their own, who calls practice. */
export class Person {
  readonly home = temporaryFolder();
  private readonly env: NodeJS.ProcessEnv;

  /** With more in their environment, and in another folder than the project's own. */
  constructor(
    more: NodeJS.ProcessEnv = {},
    private readonly project: string = projectFile(''),
  ) {
    for (const name of ['state', 'tmp']) mkdirSync(join(this.home, name));
    this.env = {
      ...process.env,
      XDG_CACHE_HOME: join(process.env.HOME ?? '', '.cache'),
      HOME: this.home,
      XDG_STATE_HOME: join(this.home, 'state'),
      TMPDIR: join(this.home, 'tmp'),
      ...more,
    };
  }

  /** Calls practice with flags, and types lines into its shell. */
  practice(args: readonly string[], typed = ''): Running {
    const program = projectFile('program.cjs');
    const child = spawn(process.execPath, [program, 'practice', ...args], {
      cwd: this.project,
      env: this.env,
      stdio: 'pipe',
    });
    return new Running(child, typed);
  }

  /** Calls it, and waits for its end. */
  async call(args: readonly string[], typed = ''): Promise<Ended> {
    const running = this.practice(args, typed);
    running.child.stdin?.end();
    return running.ended;
  }

  /** Brings a shell of their own into practice; answers with what types a line into it. */
  async enter(): Promise<(line: string) => Running> {
    const { stdout } = await this.call(['--print']);
    return (line) => this.shell(`${stdout}\n${line}\n`);
  }

  /** Types lines into a shell of their own. */
  shell(typed: string): Running {
    const settings = { env: this.env, cwd: this.project, stdio: 'pipe', detached: true } as const;
    const running = new Running(spawn('bash', [], settings), typed);
    running.child.stdin?.end();
    return running;
  }

  /** What is left: files of practice, and processes that it started. */
  async left(): Promise<string[]> {
    const deadline = Date.now() + LONGEST_MS;
    for (;;) {
      const found = [
        ...files(join(this.home, 'state')),
        ...files(join(this.home, 'tmp')),
        ...this.processes(),
      ];
      if (found.length === 0 || Date.now() > deadline) return found;
      await sleep(200);
    }
  }

  /** The daemon's process id. */
  get daemon(): number {
    const file = join(this.home, 'state', 'eks-sock-shop', 'practice', 'practice.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid;
  }

  /** Writes a file into this home. */
  write(name: string, text: string): string {
    const path = join(this.home, name);
    writeFileSync(path, text, { mode: 0o755 });
    return path;
  }

  /** The processes of a program that runs in practice. */
  processesOf(program: string): number[] {
    return this.processes()
      .filter((pid) =>
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]?.endsWith(`/${program}`),
      )
      .map(Number);
  }

  // Whoever was started in practice has this home in its environment.
  private processes(): string[] {
    return readdirSync('/proc').filter((pid) => {
      if (!/^\d+$/.test(pid) || !existsSync(`/proc/${pid}/environ`)) return false;
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(this.home);
      } catch {
        return false;
      }
    });
  }
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A call of practice that runs. */
export class Running {
  stdout = '';
  stderr = '';
  readonly ended: Promise<Ended>;

  constructor(
    readonly child: ChildProcess,
    typed: string,
  ) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    child.stdin?.on('error', () => {}).write(typed);
    this.ended = new Promise((resolve) =>
      child.on('close', (code) => resolve({ code, stdout: this.stdout, stderr: this.stderr })),
    );
  }

  /** Ends it with all that it has started. */
  end(): void {
    if (this.child.pid !== undefined) process.kill(-this.child.pid, 'SIGTERM');
  }

  /** Waits until it has printed something. */
  async until(text: string): Promise<void> {
    const deadline = Date.now() + LONGEST_MS;
    while (!this.stdout.includes(text)) {
      if (Date.now() > deadline || this.child.exitCode !== null) {
        throw new Error(`it never printed ${text}:\n${this.stdout}\n${this.stderr}`);
      }
      await sleep(50);
    }
  }
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
}

import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ControlPlaneError } from './control-plane-error.ts';

const SHOWN_LINES = 12;

type Report =
  | { folder: string }
  | { started: string; pid: number }
  | { ended: string; pid: number; reason: string };

interface Command {
  path: string;
  args: string[];
  env: Record<string, string>;
}

/**
 * The processes of one control plane and their folder, both owned by a small supervisor process
 * that removes them when this process stops or dies.
 */
export class Processes {
  private readonly events = new EventEmitter();
  private readonly commands = new Map<string, Command>();
  private readonly pids = new Map<string, number>();
  private readonly ends = new Map<string, string>();
  private isStopping = false;

  private constructor(
    private readonly supervisor: ChildProcess,
    readonly folder: string,
  ) {
    supervisor.once('exit', () => this.onSupervisorExit());
    supervisor.stdin?.on('error', () => {});
  }

  /** In a new temporary folder, or in one that is given to it. */
  static async create(given?: string): Promise<Processes> {
    const supervisor = spawn(
      process.execPath,
      [join(import.meta.dirname, 'supervisor.mjs'), ...(given ? [given] : [])],
      // Its own process group: Ctrl-C reaches the parent only, and the group can be killed as one.
      { detached: true, stdio: ['pipe', 'pipe', 'inherit'], env: plainEnvironment() },
    );
    const lines = createInterface({ input: supervisor.stdout });
    const [first] = (await Promise.race([
      once(lines, 'line'),
      once(supervisor, 'exit').then(() => {
        throw new ControlPlaneError('the supervisor of the control plane did not start');
      }),
    ])) as [string];
    const { folder } = JSON.parse(first) as { folder: string };
    const processes = new Processes(supervisor, folder);
    lines.on('line', (line) => processes.onReport(JSON.parse(line) as Report));
    // A script that forgets to stop can still end; the supervisor then notices.
    supervisor.unref();
    for (const stream of [supervisor.stdin, supervisor.stdout]) unref(stream);
    return processes;
  }

  /** Starts a process under a name; its output goes to the log of that name. */
  start(name: string, path: string, args: string[], env: Record<string, string> = {}): void {
    this.ends.delete(name);
    const command = { path, args, env };
    this.commands.set(name, command);
    this.supervisor.stdin?.write(`${JSON.stringify({ start: name, ...command })}\n`);
  }

  /** Starts a process again as it was started last, or with other arguments, after ending it if it runs. */
  async restart(name: string, change = (args: string[]) => args): Promise<void> {
    const command = this.commands.get(name);
    if (command === undefined) throw new ControlPlaneError(`nothing was started as "${name}"`);
    const { path, args, env } = command;
    await this.kill(name);
    this.start(name, path, change(args), env);
  }

  /** Kills one process and waits for its end, which then isn't an error. */
  async kill(name: string): Promise<void> {
    const pid = this.pids.get(name);
    if (pid !== undefined && !this.ends.has(name)) {
      this.supervisor.ref();
      const ended = once(this.events, `ended ${name}`);
      process.kill(pid, 'SIGKILL');
      await ended;
      this.supervisor.unref();
    }
    this.pids.delete(name);
    this.ends.delete(name);
  }

  /** Whether the process was started and has not ended. */
  isRunning(name: string): boolean {
    return this.pids.has(name) && !this.ends.has(name);
  }

  /** What a process has printed so far. */
  logs(name: string): string {
    const file = join(this.folder, `${name}.log`);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Throws with the end of its log if the named process has ended. */
  assertRunning(name: string): void {
    const reason = this.ends.get(name);
    if (reason === undefined) return;
    throw new ControlPlaneError(`${name} ended ${reason}. ${this.lastLines(name)}`);
  }

  /** Those that have ended by themselves: the name, and how. */
  get ended(): ReadonlyMap<string, string> {
    return new Map(this.ends);
  }

  /** The same for every process. */
  assertAllRunning(): void {
    for (const name of this.ends.keys()) this.assertRunning(name);
  }

  /** The end of a log, for messages. */
  lastLines(name: string): string {
    const lines = this.logs(name).trimEnd().split('\n').slice(-SHOWN_LINES);
    return lines.join('') === '' ? 'It printed nothing.' : `Its log ends:\n  ${lines.join('\n  ')}`;
  }

  /** Ends every process and removes the folder. */
  async stop(): Promise<void> {
    this.isStopping = true;
    if (this.supervisor.exitCode !== null || this.supervisor.signalCode !== null) return;
    this.supervisor.ref();
    const exit = once(this.supervisor, 'exit');
    this.supervisor.stdin?.end();
    await exit;
  }

  private onReport(report: Report): void {
    if ('started' in report) this.pids.set(report.started, report.pid);
    if ('ended' in report && !this.isStopping) {
      this.ends.set(report.ended, report.reason);
      this.events.emit(`ended ${report.ended}`);
    }
  }

  private onSupervisorExit(): void {
    if (this.isStopping || this.supervisor.pid === undefined) return;
    try {
      process.kill(-this.supervisor.pid, 'SIGKILL');
    } catch {
      // Nothing was left of its group.
    }
    for (const name of this.pids.keys()) this.ends.set(name, 'when its supervisor was killed');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What must not reach the components: settings for Node, for kubectl and for proxies. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const unwanted = /^(NODE_|KUBE|(HTTPS?|ALL|NO)_PROXY$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
}

function unref(stream: unknown): void {
  const hasUnref = (value: unknown): value is { unref(): void } =>
    typeof value === 'object' && value !== null && 'unref' in value;
  if (hasUnref(stream)) stream.unref();
}

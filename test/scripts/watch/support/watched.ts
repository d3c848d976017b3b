import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { cpuOf } from '../../../support/cpu.ts';
import { ownProject } from '../../../support/own-project.ts';

const LONGEST_WAIT_MS = 30_000;
// Longer than what belongs to one save is waited for.
const PAUSE_MS = 100;

/** A project of its own, and what `npm run watch` says in it. */
export class Watched {
  private readonly project = ownProject();
  private child?: ChildProcess;
  said = '';

  path(name: string): string {
    return join(this.project, name);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Writes a cluster file that says no more than it must, and some lines. */
  writeCluster(name: string, ...lines: string[]): void {
    const least = [`name: ${name}`, 'owner: dev', 'access: { from: [8.8.8.8/32] }'];
    this.write(`clusters/${name}.yaml`, `${[...least, ...lines].join('\n')}\n`);
  }

  async start(): Promise<void> {
    const launcher = this.path('launch/launch.cjs');
    this.child = spawn(process.execPath, [launcher, 'scripts/watch.ts'], {
      cwd: this.project,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    await this.until('watching;');
  }

  async stop(): Promise<void> {
    if (!this.child) return;
    this.child.kill();
    await once(this.child, 'close');
  }

  async until(text: string): Promise<void> {
    const end = Date.now() + LONGEST_WAIT_MS;
    while (!this.said.includes(text)) {
      if (Date.now() > end) throw new Error(`${text} was not said, but: ${this.said}`);
      await setTimeout(2);
    }
  }

  /** Does something, and says for how many ms the answer kept a processor at work. */
  async answer(action: () => void, answer: string): Promise<number> {
    await setTimeout(PAUSE_MS);
    this.said = '';
    const before = this.cpu();
    action();
    await this.until(answer);
    return this.cpu() - before;
  }

  private cpu(): number {
    return cpuOf(this.child?.pid ?? 0);
  }

  /** Saves one text of a file in place of another. */
  save(name: string, from: string, to: string, answer: string): Promise<number> {
    const text = readFileSync(this.path(name), 'utf8');
    if (!text.includes(from)) throw new Error(`${name} holds no ${from}`);
    return this.answer(() => this.write(name, text.replaceAll(from, to)), answer);
  }

  /** What is said until nothing more is. */
  async rest(): Promise<string> {
    await setTimeout(PAUSE_MS * 5);
    return this.said;
  }
}

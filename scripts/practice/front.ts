import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { PRACTICE } from '../../config/practice.ts';
import { isAlive } from '../../output/is-alive.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { DAEMON, type Environment, without } from './environment.ts';
import { endLeftBehind, markOf } from './left-behind.ts';
import type { Beginning, Order } from './order.ts';
import { type Hello, openSession, type Session } from './session.ts';
import { clearFolder, readState, stateFolder } from './state.ts';

const LAUNCH = join(import.meta.dirname, '..', '..', 'launch', 'launch.cjs');
const LONGEST_START_MS = 120_000;
// A daemon that was killed leaves its folder to a supervisor, which takes it away within moments.
const LONGEST_CLEARING_MS = 5000;
const PAUSE_MS = 100;

/** Whether a practice runs, as far as its folder tells. */
export function isRunning(): boolean {
  return readState(stateFolder()) !== undefined;
}

/** Whether the practice of a shell with this environment still runs. */
export function runsFor({ [PRACTICE]: folder, [DAEMON]: pid }: NodeJS.ProcessEnv): boolean {
  const state = folder === undefined ? undefined : readState(folder);
  return state !== undefined && String(state.pid) === pid && isAlive(state.pid);
}

/** Goes to the practice that runs, if one does. */
export async function runningSession(wants: Hello['wants']): Promise<Session | undefined> {
  const state = readState(stateFolder());
  // After a restart of the computer, its port may be another program's.
  return state && isAlive(state.pid) ? openSession(state, wants) : undefined;
}

/** Starts practice, and goes to it; or to the one that another terminal has just started. */
export async function startSession(
  order: Omit<Order, 'folder'>,
  wants: Hello['wants'],
): Promise<Session> {
  const folder = stateFolder();
  const other = await whenClear(folder, wants);
  if (other) return other;
  const first = await begun({ folder, ...order });
  if (first.is === 'failed') throw new UsageError(first.why);
  const session = await whenThere(wants);
  if (session) return session;
  throw new UsageError('practice did not start: try it again');
}

async function begun(order: Order): Promise<Beginning> {
  const child = spawn(
    process.execPath,
    [LAUNCH, 'scripts/practice/daemon.ts', JSON.stringify(order)],
    // In a group of its own: Ctrl-C in the shell is not for it.
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: '/',
      env: { ...without(process.env), ...markOf(order.folder) },
    },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'close').then(() => undefined);
  const line = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const [first] = (await Promise.race([line, ended])) ?? [];
  child.unref();
  for (const stream of [child.stdout, child.stderr]) stream.destroy();
  if (first === undefined) return { is: 'failed', why: `practice did not start: ${said.trim()}` };
  return JSON.parse(first) as Beginning;
}

async function whenThere(wants: Hello['wants']): Promise<Session | undefined> {
  const deadline = Date.now() + LONGEST_CLEARING_MS;
  for (;;) {
    const session = await runningSession(wants);
    if (session || Date.now() > deadline) return session;
    await sleep(PAUSE_MS);
  }
}

// Where a folder is left behind, nobody listens: it is over, or not there yet.
async function whenClear(folder: string, wants: Hello['wants']): Promise<Session | undefined> {
  const deadline = Date.now() + LONGEST_CLEARING_MS;
  while (existsSync(folder) && Date.now() < deadline) {
    const session = await runningSession(wants);
    if (session) return session;
    await sleep(PAUSE_MS);
  }
  if (existsSync(folder)) endLeftBehind(folder);
  clearFolder(folder);
  return undefined;
}

/** What a shell needs, once the daemon has everything. */
export async function environmentOf({ told }: Session): Promise<Environment> {
  const late = sleep(LONGEST_START_MS, undefined, { ref: false }).then(() => ({
    failed: `practice did not start within ${LONGEST_START_MS / 1000} s`,
  }));
  const first = (await Promise.race([told, late])) ?? { failed: 'practice has ended' };
  if ('ready' in first) return first.ready;
  throw new UsageError(first.failed);
}

/** Takes away the practice that runs, or what is left of one; false where there is none. */
export async function stopRunning(): Promise<boolean> {
  const folder = stateFolder();
  const isThere = existsSync(folder);
  const session = (await runningSession('stop')) ?? (await whenClear(folder, 'stop'));
  await session?.over;
  return isThere;
}

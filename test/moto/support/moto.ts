import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheRoot } from '../../../control-plane/cache.ts';
import { freePort } from '../../../control-plane/ports.ts';
import { withLock } from '../../../output/lock.ts';

const requirements = join(import.meta.dirname, 'requirements.txt');
const LONGEST_INSTALL_MS = 10 * 60_000;
const LONGEST_START_MS = 60_000;

/** AWS as moto plays it, on loopback: an account that begins empty. */
export interface Moto {
  readonly url: string;
  stop(): Promise<void>;
}

/** A program of the suite's own virtual environment, which is made when it is missing. */
export function pythonProgram(name: string): string {
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(dirname(cacheRoot()), `moto-${hash}`);
  const stamp = join(folder, 'installed');
  if (!existsSync(stamp)) {
    mkdirSync(dirname(folder), { recursive: true });
    withLock(`${folder}.lock`, () => existsSync(stamp) || install(folder), LONGEST_INSTALL_MS);
  }
  return join(folder, 'bin', name);
}

function install(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  try {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe' });
    execFileSync(
      join(folder, 'bin', 'pip'),
      ['install', '--quiet', '--disable-pip-version-check', '-r', requirements],
      { stdio: 'pipe' },
    );
  } catch (error) {
    throw new Error(
      `npm run test:aws needs python3 with venv, and PyPI once, for moto: ${String(error)}`,
      { cause: error },
    );
  }
  writeFileSync(join(folder, 'installed'), '');
}

/** Starts a moto server of its own, and waits until it answers. */
export async function startMoto(): Promise<Moto> {
  const program = pythonProgram('moto_server');
  const port = await freePort();
  const child = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, MOTO_EKS_CLUSTER_TRANSITION: undefined },
  });
  let said = '';
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (said = (said + text).slice(-4000)));
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const deadline = Date.now() + LONGEST_START_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      // Another process was faster to take the port.
      if (/in use/.test(said)) return startMoto();
      throw new Error(`moto did not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/moto-api/data.json`)).ok;
  } catch {
    return false;
  }
}

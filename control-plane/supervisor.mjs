// @ts-check
// Owns the processes and the folder of one control plane. It reads one JSON command a line from
// stdin and reports on stdout; when stdin ends, however its parent ended, everything is removed.
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, closeSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** @typedef {{ start: string, path: string, args: string[], env: Record<string, string> }} Start */

process.stdout.on('error', () => {});

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'control-plane-'));
const own = identity();

// Where somebody has cleared the folder already, another one may have its name.
function identity() {
  const stats = statSync(folder, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.ino} ${stats.birthtimeNs}`;
}

/** @param {object} message */
const report = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** @param {Start} command */
function start({ start: name, path, args, env }) {
  const log = openSync(join(folder, `${name}.log`), 'a');
  const child = spawn(path, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  children.add(child);
  let ended = false;
  /** @param {string} reason */
  const end = (reason) => {
    if (ended) return;
    ended = true;
    children.delete(child);
    report({ ended: name, pid: child.pid, reason });
  };
  child.on('error', (error) => end(error.message));
  child.on('exit', (code, signal) => end(signal ? `by ${signal}` : `with exit code ${code}`));
  report({ started: name, pid: child.pid });
}

const commands = createInterface({ input: process.stdin });
commands.on('line', (line) => start(JSON.parse(line)));
commands.on('close', removeEverything);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, removeEverything);

report({ folder });

function removeEverything() {
  const ends = [...children].map((child) => {
    const end = new Promise((resolve) => child.once('exit', resolve));
    return child.kill('SIGKILL') ? end : undefined;
  });
  void Promise.all(ends).then(() => {
    if (identity() === own) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    process.exit();
  });
}

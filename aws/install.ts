import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../output/lock.ts';
import { isMain } from '../scripts/shared/is-main.ts';
import { UsageError } from '../scripts/shared/usage-error.ts';

const folder = import.meta.dirname;
const stamp = join(folder, 'node_modules', '.installed-from');
const LONGEST_INSTALL_MS = 10 * 60_000;

/** Installs the AWS SDK's clients into aws/ when they are missing or are not the lock file's; says so. */
export function ensureClients(): void {
  if (isInstalled()) return;
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  withLock(join(folder, '.install.lock'), () => isInstalled() || install(), LONGEST_INSTALL_MS);
}

function isInstalled(): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();
}

function wanted(): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
}

function install(): void {
  process.stderr.write("Installing the AWS SDK's clients into aws/node_modules (70 MB, once) …\n");
  const { status, error, stderr } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'],
    { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (status !== 0) {
    throw new UsageError(
      `the AWS SDK's clients could not be installed: ${error?.message ?? stderr.trim()}`,
      'check the network, and try: (cd aws && npm ci)',
    );
  }
  writeFileSync(stamp, wanted());
}

if (isMain(import.meta.filename)) ensureClients();

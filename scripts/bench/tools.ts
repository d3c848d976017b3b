import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../terminal/usage-error.ts';
import { contenders } from '../../tables/contenders.ts';

const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');

/** Where a contender's program is, in just the version of the table. */
export function toolPath(name: keyof typeof contenders): string {
  return join(cache, 'eks-sock-shop', 'bench', contenders[name].version, name);
}

/** The contenders that are not installed. */
export function missingTools(): string[] {
  return names().filter((name) => !existsSync(toolPath(name)));
}

/** Builds the contenders from their pinned sources, with Go. */
export function installTools(): void {
  for (const name of names()) {
    if (existsSync(toolPath(name))) continue;
    const { module, version } = contenders[name];
    const folder = join(toolPath(name), '..');
    mkdirSync(folder, { recursive: true });
    console.log(`go install ${module}@${version}`);
    const { status, error } = spawnSync('go', ['install', `${module}@${version}`], {
      env: { ...process.env, GOBIN: folder },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) {
      throw new UsageError(
        `${name} could not be built: ${error?.message ?? `go ended with ${status}`}`,
        'it needs Go 1.26 and the network, once',
      );
    }
  }
}

function names() {
  return Object.keys(contenders) as (keyof typeof contenders)[];
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { ComponentGroup } from './components.ts';

/** Where the builds lie, outside of the work tree. */
export function cacheRoot(): string {
  const xdg = process.env.XDG_CACHE_HOME;
  const home = xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.cache');
  return join(home, 'eks-sock-shop', 'control-plane');
}

/** A group's folder in the cache; its name changes with whatever changes the binaries. */
export function cacheFolder(group: ComponentGroup): string {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum'])
    hash.update(readFileSync(join(moduleFolder(group), file)));
  hash.update(JSON.stringify([group, process.platform, process.arch]));
  return join(cacheRoot(), `${group.name}-${group.version}-${hash.digest('hex').slice(0, 12)}`);
}

/** The folder of a group's own Go module. */
export const moduleFolder = (group: ComponentGroup): string =>
  join(import.meta.dirname, 'go', group.name);

/** Whether the files that a group copies beside its binaries are there. */
export const filesAreThere = (group: ComponentGroup): boolean =>
  group.files.every(({ to }) => existsSync(join(cacheFolder(group), to)));

import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, cacheRoot, filesAreThere, moduleFolder } from './cache.ts';
import type { Binary, ComponentGroup, CopiedFiles } from './components.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import { countdown, staleCount } from './countdown.ts';
import { go } from './go.ts';
import { withLock } from './lock.ts';
import type { Progress, Tell } from '../terminal/progress.ts';
import { readyMade } from './ready-made.ts';

const NEEDED_GIB = 3;

// The linker would only leave it out again, and it takes a sixth of the compiler's time.
const NO_DEBUGGING = '-gcflags=all=-dwarf=false';

/** Builds what is missing of a group, one build at a time. */
export async function buildGroup(group: ComponentGroup, progress: Progress): Promise<void> {
  const wanted = await withoutReadyMade(group, progress);
  if (missing(group, wanted).length === 0 && filesAreThere(group)) {
    return progress.line(`${title(group)}: built already`);
  }
  mkdirSync(cacheRoot(), { recursive: true });
  const waiting = () => progress.line(`${title(group)}: waiting for another build of it`);
  await withLock(`${cacheFolder(group)}.lock`, waiting, () => build(group, wanted, progress));
}

async function build(group: ComponentGroup, wanted: Binary[], progress: Progress): Promise<void> {
  const temporary = `${cacheFolder(group)}.tmp`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  mkdirSync(cacheFolder(group), { recursive: true });
  try {
    const lacking = missing(group, wanted);
    if (lacking.length > 0) {
      assertDisk();
      await progress.step(title(group), (tell) => buildBinaries(group, lacking, temporary, tell));
    }
    if (!filesAreThere(group)) await copyFiles(group, temporary);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function withoutReadyMade(group: ComponentGroup, progress: Progress): Promise<Binary[]> {
  const wanted: Binary[] = [];
  for (const binary of group.binaries) {
    const given = await readyMade(group.name, binary.name);
    if (!given || given.unfit) wanted.push(binary);
    if (!given) continue;
    const verdict = given.unfit ? `not used, ${given.unfit}` : 'used as it is';
    progress.line(`${title(group)}: ${given.path} (${given.version}) ${verdict}`);
  }
  return wanted;
}

// In one call: what several of them need is looked at once, and the linker works for them side by side.
async function buildBinaries(
  group: ComponentGroup,
  binaries: Binary[],
  temporary: string,
  tell: Tell,
): Promise<void> {
  const flags = ['-trimpath', NO_DEBUGGING, `-ldflags=${group.ldflags}`];
  const packages = binaries.map((binary) => binary.package);
  const [first] = binaries;
  const output = join(temporary, binaries.length === 1 && first ? first.name : '.');
  tell('its modules');
  const count = await staleCount([...flags, ...packages], moduleFolder(group));
  const heard = countdown(count, tell);
  await go(['build', '-v', ...flags, '-o', output, ...packages], moduleFolder(group), {
    temporary,
    heard,
  });
  for (const { name } of binaries) {
    renameSync(join(temporary, name), join(cacheFolder(group), name));
  }
}

async function copyFiles(group: ComponentGroup, temporary: string): Promise<void> {
  for (const files of group.files) await copyFrom(files, group, temporary);
  for (const folder of new Set(group.files.map(({ to }) => to))) {
    rmSync(join(cacheFolder(group), folder), { recursive: true, force: true });
    renameSync(join(temporary, folder), join(cacheFolder(group), folder));
  }
}

async function copyFrom(files: CopiedFiles, group: ComponentGroup, temporary: string) {
  const answer = await go(
    ['mod', 'download', '-json', `${files.module}@v${files.version}`],
    moduleFolder(group),
  );
  const { Dir } = JSON.parse(answer) as { Dir: string };
  const isManifest = (path: string) =>
    !path.endsWith('kustomization.yaml') && path.endsWith('.yaml');
  cpSync(join(Dir, files.from), join(temporary, files.to), {
    recursive: true,
    filter: (source) => source === join(Dir, files.from) || isManifest(source),
  });
}

const missing = (group: ComponentGroup, wanted: Binary[]): Binary[] =>
  wanted.filter(({ name }) => !existsSync(join(cacheFolder(group), name)));

function assertDisk(): void {
  const { bavail, bsize } = statfsSync(cacheRoot());
  const free = (bavail * bsize) / 2 ** 30;
  if (free >= NEEDED_GIB) return;
  throw new ControlPlaneError(
    `Only ${free.toFixed(1)} GiB are free at ${cacheRoot()}, and a build needs ${NEEDED_GIB} GiB.\n` +
      'Free some space, or set XDG_CACHE_HOME to a folder on a larger disk.',
  );
}

const title = (group: ComponentGroup): string =>
  /^\d/.test(group.name) ? `Kubernetes ${group.version}` : `${group.name} ${group.version}`;

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { moduleFolder } from './cache.ts';
import { type ComponentGroup, GROUPS } from './components.ts';
import { wordsOf } from './arguments.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import { go } from './go.ts';
import { Progress } from '../terminal/progress.ts';

const USAGE = `npm run control-plane:pin

Writes the modules in control-plane/go/, which say what a build needs, again from tables/control-planes.ts.
Needs Go 1.26, and asks the Go module proxy.`;

const LANGUAGE = '1.26.0';

interface Replace {
  readonly Old: { readonly Path: string };
  readonly New: { readonly Path: string; readonly Version?: string };
}

async function pin(group: ComponentGroup): Promise<void> {
  const folder = moduleFolder(group);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const empty = `module control-plane/${group.name}\n\ngo ${LANGUAGE}\n`;
  writeFileSync(join(folder, 'go.mod'), empty);
  const replaces = await replacesOf(group, folder);
  writeFileSync(join(folder, 'go.mod'), empty + replaces);
  const tools = group.binaries.map((binary) => `${binary.package}@v${group.version}`);
  await go(['get', '-tool', ...tools], folder, { pins: true });
  await go(['mod', 'tidy'], folder, { pins: true });
}

/**
 * What a module replaces: as a dependency it would do without. A folder of its own is published in its own version;
 * Kubernetes' staged modules as 0.X for 1.X.
 */
async function replacesOf({ module, version }: ComponentGroup, folder: string): Promise<string> {
  const { GoMod } = JSON.parse(
    await go(['mod', 'download', '-json', `${module}@v${version}`], folder),
  ) as { GoMod: string };
  const { Replace } = JSON.parse(await go(['mod', 'edit', '-json', GoMod], folder)) as {
    Replace: Replace[] | null;
  };
  if (!Replace) return '';
  const lines = Replace.map(({ Old, New }) => {
    const own = New.Path.includes('/staging/') ? version.replace(/^1\./, '0.') : version;
    const to = New.Version ? `${New.Path} ${New.Version}` : `${Old.Path} v${own}`;
    return `\t${Old.Path} => ${to}\n`;
  });
  return `\n// The module's own replaces, which don't apply to a dependency.\nreplace (\n${lines.join('')})\n`;
}

/** What is built no more. */
function removeOthers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (GROUPS.every((group) => group.name !== name))
      rmSync(join(folder, name), { recursive: true });
  }
}

async function main(): Promise<void> {
  const words = wordsOf(USAGE);
  if (!words) return;
  if (words.length > 0) throw new ControlPlaneError(`unexpected "${words[0]}"\n\n${USAGE}`);
  const progress = new Progress();
  removeOthers(dirname(moduleFolder(GROUPS[0]!)));
  for (const group of GROUPS) {
    await progress.step(`${group.name} ${group.version}`, () => pin(group));
  }
}

main().catch((error: unknown) => {
  if (!(error instanceof ControlPlaneError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 2;
});

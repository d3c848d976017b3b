import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { moduleFolder } from './cache.ts';
import { type ComponentGroup, group as groupOf, GROUPS } from './components.ts';
import { wordsOf } from './arguments.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import { go } from './go.ts';
import { Progress } from '../terminal/progress.ts';

const USAGE = `npm run control-plane:pin

Writes the modules in control-plane/go/, which say what a build needs, again from tables/control-planes.ts.
Needs Go 1.26, and asks the Go module proxy.`;

const LANGUAGE = '1.26.0';

interface Module {
  readonly Path: string;
  readonly Version?: string;
}

interface Modules {
  readonly Require: Module[] | null;
  readonly Replace: { readonly Old: Module; readonly New: Module }[] | null;
}

async function pin(group: ComponentGroup): Promise<void> {
  const folder = moduleFolder(group);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const empty = `module control-plane/${group.name}\n\ngo ${LANGUAGE}\n`;
  writeFileSync(join(folder, 'go.mod'), empty);
  const modules = group.modulesOf
    ? await modulesOf(moduleFolder(groupOf(group.modulesOf)))
    : await replacesOf(group, folder);
  writeFileSync(join(folder, 'go.mod'), empty + modules);
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
  const { Replace } = await readModules(folder, GoMod);
  if (!Replace) return '';
  const lines = Replace.map(({ Old, New }) => {
    const own = New.Path.includes('/staging/') ? version.replace(/^1\./, '0.') : version;
    const to = New.Version ? `${New.Path} ${New.Version}` : `${Old.Path} v${own}`;
    return `${Old.Path} => ${to}`;
  });
  return `\n// The module's own replaces, which don't apply to a dependency.\n${block('replace', lines)}`;
}

/** What another group of ours requires and replaces. */
async function modulesOf(folder: string): Promise<string> {
  const { Require, Replace } = await readModules(folder, 'go.mod');
  const words = ({ Path, Version }: Module) => `${Path} ${Version}`;
  const replaces = (Replace ?? []).map(({ Old, New }) => `${Old.Path} => ${words(New)}`);
  return `\n${block('replace', replaces)}\n${block('require', (Require ?? []).map(words))}`;
}

async function readModules(folder: string, file: string): Promise<Modules> {
  return JSON.parse(await go(['mod', 'edit', '-json', file], folder)) as Modules;
}

const block = (word: string, lines: string[]): string =>
  `${word} (\n${lines.map((line) => `\t${line}\n`).join('')})\n`;

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

import { type Dirent, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Script } from 'node:vm';
import { context } from 'esbuild';
import { inWords, settings } from '../../launch/bundle.mjs';
import type * as MapStacks from '../../launch/map-stacks.cjs';
import { ownList } from '../../launch/own-list.cjs';
import type * as Looking from './look.ts';

/** Our own code, as its files are at each call. */
export interface Code {
  /** Rejects with a text for people. As long as no file changes, it gives or rejects with the very same. */
  fresh(): Promise<typeof Looking>;
  /** The folders of the files that it is made of, or may come to be made of. */
  folders(): readonly string[];
}

const ROOT = join(import.meta.dirname, '../..');
const ENTRY = 'scripts/watch/look.ts';
const SCRIPT = join(ROOT, 'scripts/watch/look.cjs');
const noCode = ['clusters', 'coverage', 'dist', 'docs', 'node_modules', 'reports', 'test'];

// The launcher's own copy of it is the one that this process asks.
const outside = createRequire(join(ROOT, ENTRY));
const { mapStacks } = outside('../../launch/map-stacks.cjs') as typeof MapStacks;

/** What a script was made of, and what it gave. */
interface Made {
  readonly text: string;
  readonly data: Stamps;
  readonly exports: typeof Looking;
}

/** When files changed last. */
type Stamps = ReadonlyMap<string, number>;

/** The code of scripts/watch/look.ts, made anew when a file of ours has changed. */
export async function currentCode(): Promise<Code> {
  const own = ownList(ROOT);
  const building = await context({
    ...settings(ENTRY, own),
    outfile: SCRIPT,
    packages: 'external',
  });
  const folders = () => ownFolders(own);
  let made: Made | undefined;
  const make = async (stamps: Stamps) => {
    const { outputFiles } = await building.rebuild().catch(inWords);
    const [map = '', text = ''] = outputFiles.map((file) => file.text);
    const data = new Map([...stamps].filter(([file]) => !/\.[cm]?[jt]s$/.test(file)));
    if (made?.text !== text || !isDeepStrictEqual(made.data, data)) {
      made = undefined;
      made = { text, data, exports: run(text, map) };
    }
    return made.exports;
  };
  let before: Stamps = new Map();
  let outcome: Promise<typeof Looking>;
  return {
    fresh: () => {
      const stamps = stampsOf(folders());
      if (!isDeepStrictEqual(stamps, before)) outcome = make(stamps);
      before = stamps;
      return outcome;
    },
    folders,
  };
}

function run(text: string, map: string): typeof Looking {
  mapStacks(ROOT, SCRIPT, () => map);
  const module = { exports: {} };
  const body = new Script(text, { filename: SCRIPT }).runInThisContext();
  body(outside, module, module.exports);
  return module.exports as typeof Looking;
}

// All of them: a file that is imported, or read, may come only later.
function ownFolders(list: string): string[] {
  const isOwn = (name: string) => !name.startsWith('.') && !noCode.includes(name);
  const below = (folder: string): string[] => [
    folder,
    ...entriesOf(folder)
      .filter((entry) => entry.isDirectory() && isOwn(entry.name))
      .flatMap(({ name }) => below(join(folder, name))),
  ];
  return [...new Set([...below(ROOT).slice(1), ...below(dirname(list))])];
}

// A folder may go between the look at what is there and the look into it.
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function stampsOf(folders: readonly string[]): Stamps {
  return new Map(
    folders.flatMap((folder) =>
      entriesOf(folder).flatMap(({ name }) => {
        const file = join(folder, name);
        const stats = statSync(file, { throwIfNoEntry: false });
        return stats?.isFile() ? [[file, stats.ctimeMs] as const] : [];
      }),
    ),
  );
}

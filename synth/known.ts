import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../config/source.ts';
import { type Launched, launched } from '../launch/launched.ts';
import { textIfAny } from '../output/only-files.ts';
import { compareWith, type Difference } from '../output/tree.ts';
import type { Rendered } from './rendered.ts';

/** What came of a cluster file that was read before: its files by their digests, not their texts. */
export interface Known extends Pick<Rendered, 'objects' | 'notes'> {
  readonly digests: Readonly<Record<string, string>>;
}

/** What is kept of a cluster file: what came of it the last time, and what it was then. */
interface Entry {
  /** The digest of the cluster file. */
  readonly source: string;
  /** Its class list, if it has one, and that list's digest. */
  readonly list?: { readonly file: string; readonly source: string };
  readonly known: Known;
}

// More than any fleet has, so that those of fleets that are gone do not pile up.
const MOST_REMEMBERED = 5000;
const LARGEST_LIST = 1024 * 1024;

/**
 * What came of cluster files, by what they say and by what they were made with: the launcher's build, which is
 * another one when any of our own files has changed. What lies in dist is looked at all the same.
 */
export class KnownClusters {
  private constructor(
    private readonly launch: Launched,
    private readonly before: ReadonlyMap<string, Entry>,
  ) {}

  private readonly added = new Map<string, Entry>();

  /** Undefined where there is no launcher, and so nothing that tells of an edit. */
  static read(): KnownClusters | undefined {
    const launch = launched();
    if (!launch) return undefined;
    return new KnownClusters(launch, readEntries(launch));
  }

  /** What came of a cluster file of this name and text. */
  of(name: string, text: string): Known | undefined {
    const entry = this.before.get(name);
    if (entry?.source !== sourceOf(text)) return undefined;
    if (entry.list && entry.list.source !== digestOfFile(entry.list.file)) return undefined;
    return entry.known;
  }

  add(name: string, { text, part }: Source, known: Known): void {
    const list = part && { file: part.file, source: digest(part.text) };
    this.added.set(name, { source: sourceOf(text), ...(list && { list }), known });
  }

  /** Keeps what was added, if it can be kept, and was made of the same files from the first cluster to the last. */
  write(): void {
    if (this.added.size === 0 || !this.launch.isStill()) return;
    const others = [...this.before].filter(([name]) => !this.added.has(name));
    const entries = [...this.added, ...others].slice(0, MOST_REMEMBERED);
    const path = pathIn(this.launch);
    const unfinished = `${path}.${process.pid}`;
    try {
      writeFileSync(unfinished, JSON.stringify({ build: this.launch.build, entries }));
      renameSync(unfinished, path);
    } catch {
      // The next run makes them again.
      rmSync(unfinished, { force: true });
    }
  }
}

/** How a folder differs from what is known to belong there. */
export function compareKnown(folder: string, { digests }: Known): Difference {
  return compareWith(folder, Object.keys(digests), (path, text) => digests[path] === digest(text));
}

/** What to remember of a cluster. */
export function knownOf({ tree, objects, notes }: Rendered): Known {
  const digests = Object.fromEntries([...tree].map(([path, text]) => [path, digest(text)]));
  return { digests, objects, notes };
}

const pathIn = ({ cache }: Launched) => join(cache, 'clusters.json');

function readEntries(launch: Launched): Map<string, Entry> {
  const { build } = launch;
  try {
    const kept = JSON.parse(readFileSync(pathIn(launch), 'utf8')) as { build: string; entries: [] };
    return new Map(kept.build === build ? kept.entries : []);
  } catch {
    return new Map();
  }
}

function sourceOf(text: string): string {
  return digest(`${process.version}\n${text}`);
}

function digestOfFile(path: string): string | undefined {
  const text = textIfAny(path, LARGEST_LIST);
  return text === undefined ? undefined : digest(text);
}

function digest(content: string): string {
  return createHash('sha256').update(content).digest('base64');
}

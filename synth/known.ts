import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { launched } from '../launch/launched.ts';
import { compareWith, type Difference } from '../output/tree.ts';
import type { Rendered } from './rendered.ts';

/** What came of a cluster file that was read before: its files by their digests, not their texts. */
export interface Known extends Pick<Rendered, 'objects' | 'notes'> {
  readonly digests: Readonly<Record<string, string>>;
}

/** What is kept of a cluster file: what came of it the last time, and what it was then. */
interface Entry {
  readonly source: string;
  readonly known: Known;
}

// More than any fleet has, so that those of fleets that are gone do not pile up.
const MOST_REMEMBERED = 5000;

/**
 * What came of cluster files, by what they say and by what they were made with: the launcher's build, which is
 * another one when any of our own files has changed. What lies in dist is looked at all the same.
 */
export class KnownClusters {
  private constructor(
    private readonly path: string,
    private readonly build: string,
    private readonly before: ReadonlyMap<string, Entry>,
  ) {}

  private readonly added = new Map<string, Entry>();

  /** Undefined where there is no launcher, and so nothing that tells of an edit. */
  static read(): KnownClusters | undefined {
    const launch = launched();
    if (!launch) return undefined;
    const path = join(launch.cache, 'clusters.json');
    return new KnownClusters(path, launch.build, readEntries(path, launch.build));
  }

  /** What came of a cluster file of this name and text. */
  of(name: string, text: string): Known | undefined {
    const entry = this.before.get(name);
    return entry?.source === sourceOf(text) ? entry.known : undefined;
  }

  add(name: string, text: string, known: Known): void {
    this.added.set(name, { source: sourceOf(text), known });
  }

  /** Keeps what was added, if it can be kept. */
  write(): void {
    if (this.added.size === 0) return;
    const others = [...this.before].filter(([name]) => !this.added.has(name));
    const entries = [...this.added, ...others].slice(0, MOST_REMEMBERED);
    const unfinished = `${this.path}.${process.pid}`;
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      writeFileSync(unfinished, JSON.stringify({ build: this.build, entries }));
      renameSync(unfinished, this.path);
    } catch {
      // The next run makes them again.
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

function readEntries(path: string, build: string): Map<string, Entry> {
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as { build: string; entries: [] };
    return new Map(kept.build === build ? kept.entries : []);
  } catch {
    return new Map();
  }
}

function sourceOf(text: string): string {
  return digest(`${process.version}\n${text}`);
}

function digest(content: string): string {
  return createHash('sha256').update(content).digest('base64');
}

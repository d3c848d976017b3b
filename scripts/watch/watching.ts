import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Changes } from './changes.ts';
import type { Code } from './code.ts';
import { foldersOf } from './folders-of.ts';
import type { Seen } from './look.ts';
import { type Sources, sourcesIn } from './sources.ts';
import { Telling } from './telling.ts';

const WARM_UP = 3;

/** A look at all clusters again and again, which says what has changed since the last one. */
export class Watching {
  private readonly changes = new Changes();
  private readonly state = new Map<string, Seen>();
  /** What kept our own code from running, and what the clusters' files said then. */
  private inTheWay?: readonly [error: unknown, sources: ReadonlyMap<string, Sources>];

  constructor(
    private readonly folder: string,
    private readonly code: Code,
  ) {}

  /** Looks at all clusters for the first time, which finds nothing but faults. */
  async begin(): Promise<void> {
    await this.look(true);
    if (!this.inTheWay) await this.warmUp();
    await this.catchUp();
  }

  /** Waits for something to change, and says what it was. */
  async next(): Promise<void> {
    await this.changes.next();
    await this.catchUp();
  }

  // So that the first save finds everything compiled.
  private async warmUp(): Promise<void> {
    const { clustersDue } = await this.code.fresh();
    const [one] = clustersDue(this.folder, sourcesIn(this.folder), new Map());
    for (let i = 0; i < WARM_UP; i++) one?.look().difference();
  }

  // What changes before it is watched is found by another look.
  private async catchUp(): Promise<void> {
    do {
      await this.changes.quiet();
      const files = [...this.state.values()].flatMap(({ sources }) => [...sources.keys()]);
      this.changes.watch([this.folder, ...this.code.folders(), ...foldersOf(files)]);
    } while (await this.look(false));
  }

  /** Whether there was anything new to see. */
  private async look(isFirst: boolean): Promise<boolean> {
    const telling = new Telling();
    const sources = sourcesIn(this.folder);
    const looking = await this.code.fresh().catch((error: unknown) => this.tell(error, sources));
    if (typeof looking === 'boolean') return looking;
    const isMended = this.inTheWay !== undefined;
    this.inTheWay = undefined;
    const due = looking.clustersDue(this.folder, sources, this.state);
    let looked = 0;
    for (const { name, look } of due) {
      const { seen, fault, difference } = look();
      if (seen) this.state.set(name, seen);
      else this.state.delete(name);
      looked += 1;
      const text = fault ?? (isFirst ? '' : difference());
      if (text) telling.say(name, text, due.length - looked);
      // The rest is looked at together with what changes meanwhile.
      await setImmediate();
      if (this.changes.pending) break;
    }
    if (looked > 0 && !isFirst) telling.end(looked, due.length - looked);
    // Code that is what it was before a mistake finds no cluster to look at again.
    else if (isMended && !isFirst) telling.end(this.state.size, 0);
    return looked > 0;
  }

  private tell(error: unknown, sources: ReadonlyMap<string, Sources>): boolean {
    const [before, sourcesBefore] = this.inTheWay ?? [];
    if (before === error && isDeepStrictEqual(sourcesBefore, sources)) return false;
    this.inTheWay = [error, sources];
    console.log(`${error instanceof Error ? error.message : String(error)}\n`);
    return true;
  }
}

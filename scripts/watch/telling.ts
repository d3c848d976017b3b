import { Alike } from './alike.ts';

/** Says what one look at several clusters found: what is the same of many once, and all of it with its time. */
export class Telling {
  private readonly start = performance.now();
  private readonly alike = new Alike();
  private hasSaid = false;

  /** Says something of a cluster, of which more will follow. */
  say(name: string, text: string, following: number): void {
    if (!this.alike.add(name, text)) return;
    const more = following === 1 ? '1 more cluster follows' : `${following} more clusters follow`;
    const time = following > 0 ? `${this.time}; ${more}` : this.time;
    console.log(this.hasSaid ? `${text}\n` : `${text}\n(${time})\n`);
    this.hasSaid = true;
  }

  /** Says the rest, once so many clusters were looked at, and so many will be looked at again. */
  end(clusters: number, left: number): void {
    if (clusters + left === 1 && this.hasSaid) return;
    const lines = this.hasSaid ? this.alike.rest() : ['no difference'];
    const time = clusters === 1 ? this.time : `${this.time} for ${clusters} clusters`;
    const why = left > 0 ? '; something was saved meanwhile' : '';
    console.log([...lines, `(${time}${why})\n`].join('\n'));
  }

  private get time(): string {
    return `${Math.round(performance.now() - this.start)} ms`;
  }
}

import { join } from 'node:path';
import { textIfAny } from '../../../output/only-files.ts';
import { replaceFile } from '../../../output/replace-file.ts';
import type { Kept } from './fault.ts';

const LARGEST_FILE = 1024 * 1024;

/** A fault that was planted, and what became of it. */
export interface Planted {
  /** Its place in the list of faults, from 1. */
  readonly number: number;
  readonly cluster: string;
  readonly at: string;
  readonly kept: Kept;
  /** How many hints were asked for. */
  readonly hints: number;
  /** When the answer was asked for. */
  readonly answeredAt?: string;
  /** When verify had nothing to say of it any more. */
  readonly mendedAt?: string;
}

/** What was planted in a practice, in one file of its folder. */
export class PlantedFaults {
  private readonly file: string;

  constructor(folder: string) {
    this.file = join(folder, 'faults.json');
  }

  all(): readonly Planted[] {
    return JSON.parse(textIfAny(this.file, LARGEST_FILE) ?? '[]') as Planted[];
  }

  /** The one that nobody has mended yet. */
  open(): Planted | undefined {
    return this.all().findLast(({ mendedAt }) => mendedAt === undefined);
  }

  add(planted: Planted): void {
    this.write([...this.all(), planted]);
  }

  /** Takes one in place of what was known of it. */
  change(planted: Planted): void {
    this.write(this.all().map((one) => (one.at === planted.at ? planted : one)));
  }

  private write(all: readonly Planted[]): void {
    replaceFile(this.file, `${JSON.stringify(all, null, 2)}\n`);
  }
}

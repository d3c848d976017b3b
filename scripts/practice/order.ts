import type { Chosen } from './programs.ts';

/** What the command tells the daemon that it starts. */
export interface Order {
  /** Practice's folder, which the daemon makes. */
  readonly folder: string;
  /** Python, where what plays AWS is installed. */
  readonly python: string;
  /** The programs that are put on the PATH, by name. */
  readonly programs: Chosen['given'];
  /** Each program in words. */
  readonly words: readonly string[];
}

/** The daemon's first line. */
export type Beginning =
  { readonly is: 'there' | 'another' } | { readonly is: 'failed'; readonly why: string };

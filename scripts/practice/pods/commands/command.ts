import type { ApiRequest } from '../../../../control-plane/control-plane.ts';
import type { Container } from '../container/container.ts';
import type { Streams } from '../kubelet/kubelet.ts';
import type { Busy } from '../busy.ts';
import type { Web } from '../web.ts';

/** Where a played command runs, and what it may use. */
export interface Setting {
  readonly api: ApiRequest;
  readonly container: Container;
  /** The container's variables, or those that `env` left. */
  readonly variables: ReadonlyMap<string, string>;
  readonly streams: Streams;
  readonly busy: Busy;
  readonly web: Web;
  /** Runs another command in the same place. */
  readonly run: (argv: readonly string[], setting: Setting) => Promise<number>;
}

/** A command that practice plays: its words after its name, to its exit code. */
export type Command = (words: readonly string[], setting: Setting) => Promise<number>;

export const NOT_PLAYED = 126;

/** Says on the error stream that something isn't played. */
export function notPlayed({ streams }: Setting, what: string): number {
  streams.err.write(`practice: ${what}\n`);
  return NOT_PLAYED;
}

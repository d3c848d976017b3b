import type { Duplex, Readable, Writable } from 'node:stream';

/** A container, or a whole pod. */
export interface Where {
  readonly namespace: string;
  readonly pod: string;
  readonly container?: string;
}

/** The streams of a command that is run in a container. */
export interface Streams {
  readonly input: Readable | undefined;
  readonly out: Writable;
  readonly err: Writable;
  /** Aborted once its caller went away. */
  readonly gone: AbortSignal;
}

/** A line of a log, and when it was written. */
export interface Line {
  readonly at: Date;
  readonly text: string;
}

/** Everything that a log holds by now: asked again and again while it is followed. */
export type Log = () => readonly Line[];

/** What a kubelet is asked to do with the containers of its pods. */
export interface Kubelet {
  /** Runs a command, and returns its exit code; a refusal is an Error. */
  exec(where: Where, command: readonly string[], streams: Streams): Promise<number>;
  /** Leads a connection to a pod's port; or says why it doesn't. */
  forward(where: Where, port: number, connection: Duplex): Promise<string | undefined>;
  /** A container's log; an Error where there is none. */
  log(where: Where, previous: boolean): Promise<Log>;
}

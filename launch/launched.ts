/** What the launcher says of a run, and does for it. */
export interface Launched {
  /** The project's folder. */
  readonly root: string;
  /** Names the own files as they were when the run began: it is another one after any edit. */
  readonly build: string;
  /** Whether they still are as they were. */
  isStill(): boolean;
  /** The folder for what can be made again. */
  readonly cache: string;
  /** The launcher's own file: its `start(script, task)` begins the same script in a thread, with a task. */
  readonly launcher: string;
  readonly script: object;
  /** What a thread is there for; undefined in the run's own. */
  readonly task?: unknown;
  readonly modules: () => Promise<Modules>;
}

/** Own files as modules that are made anew when they have changed. */
export interface Modules {
  /** What a file exports, by the files as they are now; rejects with a text for people. */
  fresh(entry: string): Promise<unknown>;
  /** The folders of all files that were read for it. */
  folders(): readonly string[];
}

/** The launcher's word on this run; undefined when something else, as a test, runs it. */
export function launched(): Launched | undefined {
  return (globalThis as { eksSockShopLaunched?: Launched }).eksSockShopLaunched;
}

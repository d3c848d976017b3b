/** What the launcher says of a run. */
export interface Launched {
  /** Names all own files as they were when the run began: it is another one after any edit. */
  readonly build: string;
  /** The folder for what can be made again. */
  readonly cache: string;
  /** The launcher's own file, which runs any other as well. */
  readonly launcher: string;
}

/** The launcher's word on this run; undefined when something else, as a test, runs it. */
export function launched(): Launched | undefined {
  return (globalThis as { eksSockShopLaunched?: Launched }).eksSockShopLaunched;
}

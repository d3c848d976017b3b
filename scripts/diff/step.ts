/** One command to run, and why. */
export interface Step {
  readonly command: string;
  readonly why: string;
  /** The file that the command reads, where the user said in which folder such files are to be. */
  readonly file?: StepFile;
  /** Whether it only waits, so that it may be needed more than once. */
  readonly waits?: true;
}

export interface StepFile {
  readonly path: string;
  readonly text: string;
}

/** Each command where it stands first, unless it only waits. */
export function once<S extends Step>(steps: readonly S[]): S[] {
  const seen = new Set<string>();
  return steps.filter(({ command, waits }) => waits || (!seen.has(command) && seen.add(command)));
}

/** One command to run, and why. */
export interface Step {
  readonly command: string;
  readonly why: string;
  /** The file that the command reads, where the user said in which folder such files are to be. */
  readonly file?: StepFile;
  /** Whether it may be needed more than once, as what waits is. */
  readonly repeats?: true;
}

export interface StepFile {
  readonly path: string;
  readonly text: string;
}

/** Each command where it stands first, unless it is needed more than once. */
export function once<S extends Step>(steps: readonly S[]): S[] {
  const seen = new Set<string>();
  return steps.filter(
    ({ command, repeats }) => repeats || (!seen.has(command) && seen.add(command)),
  );
}

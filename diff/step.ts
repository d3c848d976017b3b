/** One command to run, and why. */
export interface Step {
  readonly command: string;
  readonly why: string;
}

/** One command to run, and why. */
export interface Step {
  readonly command: string;
  readonly why: string;
}

/** Each command where it stands first. */
export function once(steps: readonly Step[]): Step[] {
  return steps.filter(
    ({ command }, index) => steps.findIndex((other) => other.command === command) === index,
  );
}

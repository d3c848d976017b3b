/** A command called the wrong way: one line that says how, and one with the right call. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly fix?: string,
    /** What else is amiss, and would be told next. */
    readonly also: readonly string[] = [],
  ) {
    super(message);
    this.name = 'UsageError';
  }
}

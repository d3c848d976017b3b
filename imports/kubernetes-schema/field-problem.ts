/** One thing in an object that an API server refuses, or drops without a word. */
export interface FieldProblem {
  /** Where it is, from the object's root. */
  readonly path: readonly (string | number)[];
  readonly problem: 'unknown field' | 'wrong type' | 'missing field' | 'unknown kind';
  /** What stands there; undefined for a missing field. */
  readonly value: unknown;
  /** What may stand there, in words. */
  readonly expected: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}

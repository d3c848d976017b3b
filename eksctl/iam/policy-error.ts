/** A policy or a request that can't be judged: nothing is allowed by what is not understood. */
export class PolicyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PolicyError';
  }
}

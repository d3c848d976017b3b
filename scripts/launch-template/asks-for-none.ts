import { UsageError } from '../../terminal/usage-error.ts';

/** The error for cluster files that ask for nothing of their own, with the keys that do. */
export function asksForNone(message: string): UsageError {
  return new UsageError(
    message,
    'write nodes: { launchTemplate: { own: true } } into it, or roles: { own: true } for the roles; then again',
  );
}

import { AwsError, isMissing } from '../../aws/aws-error.ts';

const PAUSE_MS = 5000;
const LONGEST_MS = 5 * 60_000;

/** Deletes something that what was deleted before it may hold for a minute or two; what is gone already is not an error. */
export async function untilFree(remove: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + LONGEST_MS;
  for (;;) {
    try {
      await remove();
      return;
    } catch (error) {
      if (isMissing(error)) return;
      if (!isInUse(error) || Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Whether AWS says that something else still uses it. */
export function isInUse(error: unknown): boolean {
  return (
    error instanceof AwsError &&
    /^(DependencyViolation|ResourceInUse|ResourceInUseException|VolumeInUse)$/.test(error.code)
  );
}

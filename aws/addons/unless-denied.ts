import { AwsError, isDenied } from '../aws-error.ts';

/** What could not be asked for want of a permission, collected to be told at the end. */
export type Unknown = string[];

/** The answer, or undefined and a note where these credentials may not ask: it is not worth the rest. */
export async function unlessDenied<T>(
  what: string,
  unknown: Unknown,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!isDenied(error) || !(error instanceof AwsError)) throw error;
    const note = `${what}: these credentials may not do ${error.asked.action}`;
    if (!unknown.includes(note)) unknown.push(note);
    return undefined;
  }
}

/** An answer from which nothing can be learnt: nobody may read it as "there is nothing". */
export class SenselessAnswer extends Error {
  override readonly name = 'SenselessAnswer';
}

/** What is wrong with an answer that the SDK itself could not read, or that names no error; undefined where it could. */
export function unreadable(error: unknown): string | undefined {
  const { name, message, $fault, $response } = error as Partial<Refused>;
  if (!$response || (wentAway(error) && !$fault)) return undefined;
  // The SDK's own words for an error that AWS did not name, such as a proxy's empty 404.
  if ($fault && !/^(Unknown|UnknownError|NotFound)$/.test(name ?? '')) return undefined;
  const status = `HTTP ${$response.statusCode ?? '?'}`;
  if ($fault) return `${status}, and does not say what is wrong`;
  return `${status}, and ${message?.split('\n')[0]?.replace(/^@[\w/-]+ /, '')}`;
}

interface Refused extends Error {
  readonly $fault: string;
  readonly $response: { readonly statusCode?: number };
}

function wentAway(error: unknown): boolean {
  const { name, code } = error as { readonly name?: string; readonly code?: string };
  return code !== undefined || name === 'TimeoutError';
}

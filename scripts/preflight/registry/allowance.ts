/** How many pulls a registry still grants this address, and in how long. */
export interface Allowance {
  readonly limit?: number;
  readonly remaining: number;
  readonly hours?: number;
}

/** What an answer says of the pulls that are left: `ratelimit-remaining: 87;w=21600`. */
export function allowanceIn(headers: Headers): Allowance | undefined {
  const [remaining, limit] = ['ratelimit-remaining', 'ratelimit-limit'].map((name) =>
    /^\s*(\d+)(?:;w=(\d+))?/.exec(headers.get(name) ?? ''),
  );
  if (!remaining) return undefined;
  const seconds = Number(remaining[2] ?? limit?.[2] ?? 0);
  return {
    remaining: Number(remaining[1]),
    ...(limit && { limit: Number(limit[1]) }),
    ...(seconds > 0 && { hours: seconds / 3600 }),
  };
}

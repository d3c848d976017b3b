const PREFIX = 'k8s-aws-v1.';
const LONGEST_MS = 15 * 60_000;
const CLUSTER = 'x-k8s-aws-id';

/** Who is behind a token, as AWS says. */
export interface Caller {
  readonly arn: string;
  readonly userId: string;
  readonly accessKeyId: string;
}

/**
 * Reads a token of `aws eks get-token`, which is a signed question to AWS: who am I? Asks it, and so learns who is behind
 * the token; undefined where nobody is, or where it is for another cluster.
 */
export async function callerOf(
  token: string,
  cluster: string,
  aws: string,
): Promise<Caller | undefined> {
  const query = queryOf(token);
  if (!query || !isFresh(query)) return undefined;
  const signed = query.get('X-Amz-SignedHeaders') ?? '';
  if (query.get('Action') !== 'GetCallerIdentity' || !signed.split(';').includes(CLUSTER)) {
    return undefined;
  }
  // The cluster is part of what was signed.
  const answer = await fetch(`${aws}/?${query}`, { headers: { [CLUSTER]: cluster } });
  if (!answer.ok) return undefined;
  const text = await answer.text();
  const [key = ''] = (query.get('X-Amz-Credential') ?? '').split('/');
  const arn = inside(text, 'Arn');
  if (!arn) return undefined;
  return { arn, userId: inside(text, 'UserId') ?? '', accessKeyId: key };
}

function queryOf(token: string): URLSearchParams | undefined {
  if (!token.startsWith(PREFIX)) return undefined;
  const url = Buffer.from(token.slice(PREFIX.length), 'base64url').toString();
  return URL.canParse(url) ? new URL(url).searchParams : undefined;
}

function isFresh(query: URLSearchParams): boolean {
  const [, day = '', time = ''] = /^(\d{8})T(\d{6})Z$/.exec(query.get('X-Amz-Date') ?? '') ?? [];
  const signed = Date.parse(
    `${day.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`,
  );
  return Math.abs(Date.now() - signed) < LONGEST_MS;
}

function inside(text: string, tag: string): string | undefined {
  return new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1];
}

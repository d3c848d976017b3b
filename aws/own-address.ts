import { isUnroutable, parseCidr } from '../config/cidr.ts';
import { type Call, lineOf } from '../terminal/call.ts';
import { UsageError } from '../terminal/usage-error.ts';

const ASKED = 'https://checkip.amazonaws.com';
const LONGEST_WAIT_MS = 5000;
const LONGEST_ANSWER = 100;

/** Where to ask for one's own address, for how long, and for which call of a command. */
export interface Asking {
  readonly call?: Call;
  readonly url?: string;
  readonly longestWait?: number;
}

/** The address that the Internet sees this computer under, as a range. */
export async function ownAddress({
  url = ASKED,
  longestWait = LONGEST_WAIT_MS,
  call,
}: Asking = {}): Promise<string> {
  const unknown = (message: string) => new UsageError(message, call && fixFor(call));
  const answer = (await ask(url, longestWait, unknown)).trim();
  const range = `${answer}/32`;
  if (!parseCidr(range)) {
    const shown = JSON.stringify(answer.slice(0, LONGEST_ANSWER));
    throw unknown(`${url} answered ${shown}, which is not an IPv4 address`);
  }
  if (isUnroutable(range) && url === ASKED) {
    throw unknown(`${url} answered ${answer}, which is a private or reserved address`);
  }
  return range;
}

async function ask(
  url: string,
  longestWait: number,
  unknown: (message: string) => UsageError,
): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(longestWait) });
    if (response.ok) return await response.text();
  } catch (error) {
    throw unknown(`${url} could not be asked: ${reasonOf(error, longestWait)}`);
  }
  throw unknown(`${url} answered with status ${response.status}`);
}

function reasonOf(error: unknown, longestWait: number): string {
  const { name, message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
  if (name === 'TimeoutError') return `no answer within ${longestWait / 1000} s`;
  return cause?.code ?? cause?.message ?? message;
}

function fixFor(call: Call): string {
  return `give your address yourself: ${lineOf(call, { from: 'ADDRESS' })}`;
}

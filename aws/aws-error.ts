import { filesThatAllow } from '../eksctl/iam/policies.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { SenselessAnswer, unreadable } from './answers/senseless.ts';
import { UnfinishedAnswer } from './answers/whole.ts';
import { type Reach, signInWords, type Words } from './sign-in.ts';

/** What was asked of AWS, and where. */
export interface Asked {
  /** As IAM calls it: eks:DescribeCluster. */
  readonly action: string;
  readonly region: string;
}

/** An answer of AWS that is none, in words: what was asked, what AWS said, and what to do about it. */
export class AwsError extends UsageError {
  /** What else has the same trouble. */
  readonly reach: Reach | undefined;

  private constructor(
    readonly asked: Asked,
    /** AWS's own name of the error. */
    readonly code: string,
    words: Words,
    cause: unknown,
  ) {
    super(words.message, words.fix, words.also);
    this.reach = words.reach;
    this.cause = cause;
  }

  /** Names an error of the SDK after the action that it came from. */
  static of(error: unknown, asked: Asked): AwsError {
    if (error instanceof AwsError) return error;
    const odd = error instanceof SenselessAnswer ? error.message : unreadable(error);
    if (odd !== undefined) return new AwsError(asked, 'Senseless', senseless(odd, asked), error);
    const code = codeOf(error);
    return new AwsError(asked, code, inWords(error, code, asked), error);
  }
}

/** Whether AWS says that there is no such thing, in whichever of its words. */
export function isMissing(error: unknown): boolean {
  const { code = '', cause } = error instanceof AwsError ? error : {};
  const said = cause instanceof Error ? cause.message : '';
  return (
    /NotFound|NoSuchEntity|ResourceNotFoundException|DoesNotExist/.test(code) ||
    (code === 'ValidationError' && /does not exist|not found/i.test(said))
  );
}

/** Whether AWS refuses for want of a permission. */
export function isDenied(error: unknown): boolean {
  return error instanceof AwsError && denials.test(error.code);
}

const denials =
  /^(AccessDenied(Exception)?|UnauthorizedOperation|AuthorizationError|NotAuthorized)$/;
const throttles =
  /^(Throttling(Exception)?|ThrottledException|RequestThrottled|TooManyRequestsException|RequestLimitExceeded|SlowDown)$/;
const absent = /EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND/;
const unreachable =
  /EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|ETIMEDOUT|EPIPE|\baborted\b/;

function inWords(error: unknown, code: string, { action, region }: Asked): Words {
  const said = error instanceof Error ? error.message : String(error);
  const service = action.split(':')[0] ?? '';
  if (/region is missing/i.test(said)) {
    const message = 'no AWS region is set';
    return { message, fix: 'name one: --region us-west-2', reach: 'account' };
  }
  const signIn = signInWords(error, code);
  if (signIn) return { ...signIn, reach: 'account' };
  if (/^(OptInRequired|InvalidRegion|RegionDisabledException)$/.test(code)) {
    return {
      message: `${region} is not open to this account: ${said}`,
      fix: "enable the region in the account's settings, or choose another in the cluster file",
      reach: 'region',
    };
  }
  if (denials.test(code)) {
    return {
      message: `these credentials may not do ${action} in ${region}: ${said}`,
      fix: `let an administrator allow ${action}${whereAllowed(action)}`,
    };
  }
  if (throttles.test(code)) {
    return {
      message: `${service} gets too many requests at the moment: it refused ${action} ${attempts(error)}`,
      fix: 'run the same command again in a minute: it continues where it stopped. If that does not help, something else in the account asks all the time',
    };
  }
  if (code === 'TimeoutError' || /ETIMEDOUT|timed out/i.test(said)) {
    return {
      message: `${service} in ${region} did not answer in time (${action}), asked ${attempts(error)}${error instanceof UnfinishedAnswer ? `: ${said}` : ''}`,
      fix: 'check the network, and run the same command again: it continues where it stopped',
    };
  }
  if (unreachable.test(`${code} ${said}`)) {
    return {
      message: `${service} in ${region} cannot be reached: ${said || code}`,
      fix: 'check the network and the name of the region',
      ...(absent.test(`${code} ${said}`) && { reach: 'region' }),
    };
  }
  return { message: `${action} in ${region} failed: ${code}: ${said}` };
}

function senseless(odd: string, { action, region }: Asked): Words {
  const { AWS_ENDPOINT_URL: elsewhere } = process.env;
  return {
    message: `the answer to ${action} in ${region} makes no sense, so it is not used: ${odd}`,
    fix: elsewhere
      ? `AWS_ENDPOINT_URL is ${elsewhere}: if that is not AWS, unset it`
      : 'something between here and AWS may have answered in its place, such as a proxy or the sign-in page of a network: try again, or from another network',
  };
}

function attempts(error: unknown): string {
  const { attempts = 1 } =
    (error as { readonly $metadata?: { readonly attempts?: number } }).$metadata ?? {};
  return attempts === 1 ? 'once' : `${attempts} times`;
}

// The policies of dist/<name>/iam are made from what each command needs.
function whereAllowed(action: string): string {
  const files = filesThatAllow(action).map((file) => `dist/<name>/iam/${file}`);
  return files.length === 0 ? '' : `: ${files.join(' and ')} ${files.length === 1 ? 'does' : 'do'}`;
}

function codeOf(error: unknown): string {
  const { name, code, Code } = error as { name?: string; code?: string; Code?: string };
  return name && name !== 'Error' ? name : (Code ?? code ?? 'Error');
}

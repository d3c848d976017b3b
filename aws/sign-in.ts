import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { didYouMean } from '../terminal/suggest.ts';
import { credentialsFromHere } from './identity.ts';
import { missingPrograms } from './programs/missing.ts';

/** An error and what to do about it. */
export interface Words {
  readonly message: string;
  readonly fix?: string;
  /** What else is amiss. */
  readonly also?: readonly string[];
  /** What else has the same trouble: whatever is asked of the account, or in the region. */
  readonly reach?: Reach;
}

export type Reach = 'account' | 'region';

/** What is wrong with whoever asks AWS: the keys, the profile, the session or the clock. */
export function signInWords(error: unknown, code: string): Words | undefined {
  const said = error instanceof Error ? error.message : String(error);
  if (/^(CredentialsProviderError|TokenProviderError)$/.test(code)) {
    return { ...without(said), also: missingPrograms() };
  }
  const clock = isAboutTime(code, said) ? clockWords(error, said) : undefined;
  if (clock) return clock;
  if (/^(ExpiredToken|ExpiredTokenException|RequestExpired)$/.test(code)) {
    return {
      message: 'the AWS credentials have expired',
      fix: `sign in again${whence()} (${login()}), and run the same command: it continues where it stopped`,
    };
  }
  if (/^(InvalidSignatureException|SignatureDoesNotMatch)$/.test(code)) {
    return {
      message:
        'AWS does not accept these credentials: the secret access key is not the one of the access key',
      fix: `write both again${whence()}, without a blank or a line break in them: aws configure${forProfile()}`,
    };
  }
  if (/^(UnrecognizedClientException|InvalidClientTokenId|AuthFailure)$/.test(code)) {
    return {
      message: `AWS does not accept these credentials: it does not know the access key (${said})`,
      fix: `sign in again${whence()}: ${login()}; or make new keys in the console under IAM, and write them with aws configure${forProfile()}`,
    };
  }
  return undefined;
}

/** What keeps whoever runs this from signing in, in lines; none where credentials are found. */
export async function signInProblem(): Promise<string[]> {
  try {
    await credentialsFromHere();
    return [];
  } catch (error) {
    const { message, fix } = without(error instanceof Error ? error.message : String(error));
    return [message, ...(fix ? [fix] : [])];
  }
}

function without(said: string): Words {
  const { AWS_PROFILE: profile } = process.env;
  const there = profiles();
  if (profile && !there.includes(profile)) {
    const others = there.length > 0 ? `there are ${there.join(', ')}` : 'there is none at all';
    return {
      message: `AWS_PROFILE is ${profile}, and there is no profile ${profile} in ${files().join(' or ')}`,
      fix: `${didYouMean(profile, there) ?? others}; make it with aws configure --profile ${profile}, or unset AWS_PROFILE`,
    };
  }
  if (/sso|token/i.test(said)) {
    return {
      message: `nobody is signed in${profile ? ` to the profile ${profile}` : ''}: ${said}`,
      fix: `sign in: ${login()}`,
    };
  }
  return {
    message: profile
      ? `no AWS credentials were found: the profile ${profile} has none (${said})`
      : 'no AWS credentials were found',
    fix: `sign in: aws configure${forProfile()}, or ${login()}; aws sts get-caller-identity then says as whom`,
  };
}

const LARGEST_SKEW_MS = 4 * 60_000;

function isAboutTime(code: string, said: string): boolean {
  return (
    /^(RequestTimeTooSkewed|RequestInTheFuture)$/.test(code) ||
    /^(SignatureDoesNotMatch|InvalidSignatureException|RequestExpired|AuthFailure)$/.test(code) ||
    /signature (expired|not yet current)|too skewed/i.test(said)
  );
}

// AWS says the time with each answer; its own words tell of a clock where that is missing.
function clockWords(error: unknown, said: string): Words | undefined {
  const skew = skewOf(error);
  const isTold = /signature (expired|not yet current)|too skewed|in the future/i.test(said);
  if (skew === undefined ? !isTold : Math.abs(skew) < LARGEST_SKEW_MS) return undefined;
  const much = skew === undefined ? 'wrong' : `${amount(skew)} ${skew > 0 ? 'behind' : 'ahead'}`;
  return {
    message: `this computer's clock is ${much}: AWS accepts no request that was signed at another time (${said})`,
    fix: 'set the clock, best by the network (Linux: sudo timedatectl set-ntp true; macOS and Windows: "set time automatically" in the settings), and run the same command again',
  };
}

function skewOf(error: unknown): number | undefined {
  const { $response } = error as {
    readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
  };
  const time = Date.parse($response?.headers?.date ?? '');
  return Number.isNaN(time) ? undefined : time - Date.now();
}

function amount(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

// Keys in the environment come first, so no sign-in helps while they are there.
function whence(): string {
  const { AWS_PROFILE, AWS_ACCESS_KEY_ID } = process.env;
  return AWS_ACCESS_KEY_ID && !AWS_PROFILE
    ? ', for they come from AWS_ACCESS_KEY_ID: unset it'
    : '';
}

function login(): string {
  return `aws sso login${forProfile()}`;
}

function forProfile(): string {
  const { AWS_PROFILE } = process.env;
  return AWS_PROFILE ? ` --profile ${AWS_PROFILE}` : '';
}

function files(): string[] {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const own = join(homedir(), '.aws');
  return [
    AWS_CONFIG_FILE || join(own, 'config'),
    AWS_SHARED_CREDENTIALS_FILE || join(own, 'credentials'),
  ];
}

// The names in the headings of both files, `[profile NAME]` and `[NAME]`.
function profiles(): string[] {
  const names = files()
    .filter((file) => existsSync(file))
    .flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(
        /^[ \t]*\[[ \t]*(?:profile[ \t]+)?([^\]\s]+)[ \t]*\]/gm,
      ),
    ])
    .flatMap(([, name]) => name ?? []);
  return [...new Set(names)].sort();
}

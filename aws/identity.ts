import { UsageError } from '../terminal/usage-error.ts';

/** Credentials as the SDK resolves them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

type Provider = (options?: Record<string, unknown>) => Promise<Credentials>;

/** Asks AWS whose credentials are. */
export type AccountOf = (credentials: Credentials) => Promise<string>;

/**
 * The credentials of one run, the same for all of its clients. Once its account has been asked for, credentials of
 * another account are refused: a session that was renewed may be somebody else's.
 */
export class Identity {
  private source: Provider | undefined;
  private pinned: { readonly account: string; readonly key: string } | undefined;

  constructor(private readonly accountOf: AccountOf) {}

  /** What the SDK's clients are given. It keeps what it has found out, so they need not. */
  readonly provider = Object.assign(
    async (options?: Record<string, unknown>): Promise<Credentials> => {
      this.source ??= await fromHere();
      const credentials = await this.source(options);
      if (this.pinned && credentials.accessKeyId !== this.pinned.key) await this.pin(credentials);
      return credentials;
    },
    { memoized: true },
  );

  /** The account that this run works in, from now on. */
  async account(): Promise<string> {
    return this.pinned?.account ?? this.pin(await this.provider());
  }

  /** Refuses to go on where a program of the user's, which finds credentials by itself, would find another account's. */
  async refuseOthersFor(program: string): Promise<void> {
    const [account, its] = [await this.account(), await this.accountOf(await asProgramsDo())];
    if (its === account) return;
    const isTorn = process.env.AWS_PROFILE && process.env.AWS_ACCESS_KEY_ID;
    throw new UsageError(
      `${program} would work in account ${its} and not in ${account}, where this run began`,
      isTorn
        ? `AWS_PROFILE and AWS_ACCESS_KEY_ID are both set: unset one of them`
        : `sign in to ${account} again, and run the same command: it continues where it stopped`,
    );
  }

  private async pin(credentials: Credentials): Promise<string> {
    const account = await this.accountOf(credentials);
    if (this.pinned && this.pinned.account !== account) {
      throw new UsageError(
        `the credentials are those of account ${account} now, and this run began in ${this.pinned.account}`,
        `nothing was done there. Sign in to ${this.pinned.account} again, and run the same command: it continues where it stopped`,
      );
    }
    this.pinned = { account, key: credentials.accessKeyId };
    return account;
  }
}

/** The credentials that are to be found on this computer at this moment. */
export async function credentialsFromHere(): Promise<Credentials> {
  return (await fromHere({ ignoreCache: true }))();
}

async function fromHere(init: { readonly ignoreCache?: boolean } = {}): Promise<Provider> {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  return defaultProvider(init) as Provider;
}

// eksctl and the AWS CLI take the keys of the environment first; the SDK takes AWS_PROFILE.
async function asProgramsDo(): Promise<Credentials> {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (accessKeyId && secretAccessKey) {
    return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  }
  return credentialsFromHere();
}

import { fields, list, text } from '../../../checks/values.ts';
import { type Allowance, allowanceIn } from './allowance.ts';
import { readChallenge } from './challenge.ts';
import type { Credentials } from './credentials.ts';
import { ACCEPT } from './media-types.ts';
import type { Place } from './reference.ts';
import { RegistryError, unanswered } from './registry-error.ts';
import { tokenUrl } from './token-url.ts';

/** How long to wait, and how long before a second try. */
export interface Patience {
  readonly longestMs: number;
  readonly pauseMs: number;
}

const usual: Patience = { longestMs: 15_000, pauseMs: 1500 };
const LONGEST_PAUSE_MS = 5000;

/** One registry, asked by the protocol that container runtimes speak. */
export class Registry {
  /** What it last said of its pull limits. */
  allowance: Allowance | undefined;
  /** Whether it was asked with credentials. */
  signedIn = false;
  private readonly tokens = new Map<string, Promise<string>>();
  private down: RegistryError | undefined;

  constructor(
    readonly name: string,
    readonly url: string,
    private readonly credentials: Credentials,
    private readonly patience: Patience = usual,
  ) {}

  /** Asks what an image's tag stands for, without counting as a pull. */
  head({ repository, reference }: Place): Promise<Response> {
    return this.ask('HEAD', repository, `manifests/${reference}`);
  }

  /** Reads a manifest. Docker Hub counts it as a pull. */
  manifest(repository: string, reference: string): Promise<Response> {
    return this.ask('GET', repository, `manifests/${reference}`);
  }

  /** Every tag of an image, page by page. */
  async tags(repository: string): Promise<string[]> {
    const tags: string[] = [];
    let page: string | undefined = 'tags/list?n=1000';
    while (page) {
      const response = await this.ask('GET', repository, page);
      tags.push(...list(fields(await response.json()).tags).map(String));
      page = /<[^>]*\/(tags\/list\?[^>]*)>;\s*rel="?next/.exec(
        response.headers.get('link') ?? '',
      )?.[1];
    }
    return tags;
  }

  /** Reads an image's configuration. */
  blob(repository: string, digest: string): Promise<Response> {
    return this.ask('GET', repository, `blobs/${digest}`);
  }

  private async ask(method: string, repository: string, what: string): Promise<Response> {
    const url = `${this.url}/v2/${repository}/${what}`;
    let response = await this.request(method, url, await this.tokens.get(repository));
    if (response.status === 401) {
      const signIn = this.signIn(response, repository);
      this.tokens.set(repository, signIn);
      response = await this.request(method, url, await signIn);
    }
    this.allowance = allowanceIn(response.headers) ?? this.allowance;
    // Some know no HEAD: what it would say is read with the manifest.
    if (response.ok || (method === 'HEAD' && response.status === 405)) return response;
    throw this.refusal(response, `${repository}/${what}`);
  }

  private async signIn(response: Response, repository: string): Promise<string> {
    const challenge = readChallenge(response.headers.get('www-authenticate'));
    const basic = this.credentials(this.name);
    if (basic !== undefined) this.signedIn = true;
    if (!challenge || challenge.scheme === 'basic') {
      if (basic === undefined) throw this.refusal(response, repository);
      return `Basic ${basic}`;
    }
    const url = tokenUrl(challenge, this, repository);
    const answer = await this.request('GET', url.href, basic && `Basic ${basic}`);
    if (!answer.ok) throw this.refusal(answer, repository);
    const body: unknown = await answer.json().catch(() => undefined);
    const { token, access_token: access } = fields(body);
    return `Bearer ${text(token) ?? text(access) ?? ''}`;
  }

  // A registry that was not reached once is not waited for again.
  private async request(method: string, url: string, authorization?: string): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      if (this.down) throw this.down;
      const response = await this.once(method, url, authorization);
      const again = response.status === 429 || response.status >= 500;
      if (!again || attempt === 2) return response;
      const asked = Number(response.headers.get('retry-after')) * 1000;
      if (asked > LONGEST_PAUSE_MS) return response;
      await new Promise((resolve) => setTimeout(resolve, asked || this.patience.pauseMs));
    }
  }

  private async once(method: string, url: string, authorization?: string): Promise<Response> {
    const { longestMs } = this.patience;
    try {
      return await fetch(url, {
        method,
        headers: { accept: ACCEPT, ...(authorization && { authorization }) },
        signal: AbortSignal.timeout(longestMs),
      });
    } catch (error) {
      this.down = unanswered(new URL(url).host, error, longestMs);
      throw this.down;
    }
  }

  private refusal({ status, headers }: Response, what: string): RegistryError {
    switch (status) {
      case 404:
        return new RegistryError('missing', `${this.name} has no such image`);
      case 401:
      case 403:
        return this.signedIn
          ? new RegistryError('refused', `${this.name} refuses your credentials`)
          : new RegistryError('sign in', `${this.name} gives it only to those who have signed in`);
      case 429: {
        const after = headers.get('retry-after');
        return new RegistryError(
          'throttled',
          `${this.name} accepts no more requests from this address for now${after ? `: again in ${after} s` : ''}`,
        );
      }
      default:
        return new RegistryError('broken', `${this.name} answers ${status} for ${what}`);
    }
  }
}

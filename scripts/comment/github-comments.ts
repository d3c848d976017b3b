import { UsageError } from '../../terminal/usage-error.ts';
import type { PullRequest } from './pull-request.ts';

const PER_PAGE = 100;
const LONGEST_MS = 30_000;

/** A comment as GitHub gives it. */
export interface Comment {
  readonly id: number;
  readonly body?: string | null;
  readonly user?: { readonly login: string; readonly type: string } | null;
  readonly html_url: string;
}

/** The comments of a pull request. */
export class GitHubComments {
  constructor(private readonly pull: PullRequest) {}

  async all(): Promise<Comment[]> {
    const { repository, number } = this.pull;
    const path = `/repos/${repository}/issues/${number}/comments?per_page=${PER_PAGE}`;
    const comments: Comment[] = [];
    let found: Comment[];
    do {
      const page = comments.length / PER_PAGE + 1;
      found = (await this.call('GET', `${path}&page=${page}`)) as Comment[];
      comments.push(...found);
    } while (found.length === PER_PAGE);
    return comments;
  }

  /** The login of a person's token; a token of a workflow or an app has none. */
  async ownLogin(): Promise<string | undefined> {
    const response = await this.ask('GET', '/user');
    return response.ok ? ((await response.json()) as { login: string }).login : undefined;
  }

  async create(body: string): Promise<Comment> {
    const { repository, number } = this.pull;
    const path = `/repos/${repository}/issues/${number}/comments`;
    return (await this.call('POST', path, { body })) as Comment;
  }

  async rewrite(id: number, body: string): Promise<Comment> {
    const path = `/repos/${this.pull.repository}/issues/comments/${id}`;
    return (await this.call('PATCH', path, { body })) as Comment;
  }

  private async call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await this.ask(method, path, body);
    if (response.ok) return response.json();
    const { message = '' } = (await response.json().catch(() => ({}))) as { message?: string };
    throw new UsageError(
      `${method} ${this.pull.api}${path}: GitHub answered ${response.status} ${message}`.trim(),
      [401, 403, 404].includes(response.status)
        ? 'the job needs permissions: { contents: read, pull-requests: write }; for the pull request of a fork, GitHub gives no such token'
        : 'run the job again',
    );
  }

  private async ask(method: string, path: string, body?: object): Promise<Response> {
    const { api, token } = this.pull;
    try {
      return await fetch(`${api}${path}`, {
        method,
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'user-agent': 'eks-sock-shop',
          'x-github-api-version': '2022-11-28',
        },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(LONGEST_MS),
      });
    } catch (error) {
      const { message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
      throw new UsageError(
        `${method} ${api}${path}: no answer (${cause?.code ?? message})`,
        'run the job again',
      );
    }
  }
}

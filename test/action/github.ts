import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: string };
  readonly html_url: string;
}

const refused: [number, object] = [403, { message: 'Resource not accessible by integration' }];
const PULL = '/repos/ada/shop/issues/7/comments';

/** GitHub's API as far as comments on a pull request go, on loopback, with what it was asked. */
export class GitHub {
  readonly comments: Comment[] = [];
  readonly writes: string[] = [];
  /** Whether the token may write. */
  mayWrite = true;
  /** The person whose token it is, if it is no workflow's. */
  login?: string;
  private readonly server = createServer(async (request, response) => {
    const [status, answer] = await this.answer(request);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  add(body: string, login = 'github-actions[bot]'): Comment {
    const id = 1000 + this.comments.length;
    const type = login.endsWith('[bot]') ? 'Bot' : 'User';
    const html_url = `https://github.com/ada/shop/pull/7#issuecomment-${id}`;
    const comment = { id, body, user: { login, type }, html_url };
    this.comments.push(comment);
    return comment;
  }

  private async answer(request: IncomingMessage): Promise<[number, unknown]> {
    const { method = '', headers } = request;
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    if (headers.authorization !== 'Bearer secret') return [401, { message: 'Bad credentials' }];
    if (url.pathname === '/user') return this.login ? [200, { login: this.login }] : refused;
    if (method === 'GET' && url.pathname === PULL) return [200, this.page(url)];
    if (!this.mayWrite) return refused;
    const { body } = JSON.parse(await textOf(request)) as { body: string };
    if (body.length > 65_536) return [422, { message: 'body is too long' }];
    this.writes.push(`${method} ${url.pathname}`);
    if (method === 'POST' && url.pathname === PULL) return [201, this.add(body)];
    const [, id] = /^\/repos\/ada\/shop\/issues\/comments\/(\d+)$/.exec(url.pathname) ?? [];
    const comment = this.comments.find((one) => String(one.id) === id);
    if (method !== 'PATCH' || !comment) return [404, { message: 'Not Found' }];
    comment.body = body;
    return [200, comment];
  }

  private page(url: URL): Comment[] {
    const [size, page] = ['per_page', 'page'].map((name) => Number(url.searchParams.get(name)));
    return this.comments.slice(size! * (page! - 1), size! * page!);
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part as string;
  return text;
}

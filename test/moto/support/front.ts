import { createServer, request as httpRequest, type ServerResponse } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AwsRequest, understand } from './request.ts';

/** What the front says itself: a JSON body's object, or any text. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Says what AWS would; undefined leaves it to moto. */
export type Answering = (
  request: AwsRequest,
) => Answer | Promise<Answer | undefined> | undefined | void;

/** An error as AWS words it. */
export interface Failure {
  readonly code: string;
  readonly message?: string;
  readonly status?: number;
  /** How often it fails before it works again; for good without it. */
  readonly times?: number;
}

/** The header of requests that are a test's own set-up: they go to moto, and are no calls of the command's. */
export const STRAIGHT = 'x-straight-to-moto';

/** One address for all of AWS: moto's answers, but for the actions that a test answers itself. */
export class Front {
  readonly calls: AwsRequest[] = [];
  private readonly answers = new Map<string, Answering>();
  private readonly usual = new Map<string, Answering>();
  private readonly programs = new Map<string, (call: string) => Promise<string>>();

  private constructor(
    readonly url: string,
    private readonly moto: string,
    private readonly server: ReturnType<typeof createServer>,
  ) {}

  static async start(moto: string): Promise<Front> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const front = new Front(`http://127.0.0.1:${port}`, moto, server);
    server.on('request', (request, response) => void front.handle(request, response));
    return front;
  }

  /** Answers one action (eks:DescribeClusterVersions) in moto's place. */
  answer(action: string, answering: Answering): void {
    this.answers.set(action, answering);
  }

  /** Answers one action where no test says otherwise; this outlives a reset. */
  usually(action: string, answering: Answering): void {
    this.usual.set(action, answering);
  }

  /** Asks moto's EKS itself, for an answer to be completed. */
  async askEks({ method, url, region }: AwsRequest, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.moto}${url}`, {
      method,
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260101/${region}/eks/aws4_request, SignedHeaders=host, Signature=0`,
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const error = response.headers.get('x-amzn-errortype');
    return {
      status: response.status,
      ...(error && { headers: { 'x-amzn-errortype': error } }),
      body: await response.json(),
    };
  }

  /** Lets one action fail as AWS does. */
  fail(action: string, failure: Failure): void {
    let left = failure.times ?? Infinity;
    this.answer(action, ({ protocol }) => (left-- > 0 ? failed(failure, protocol) : undefined));
  }

  /** Hands the calls of a stand-in for a user's program to a test. */
  onProgram(name: string, handler: (call: string) => Promise<string>): void {
    this.programs.set(name, handler);
  }

  /** Forgets the answers and the calls of a test that is over. */
  reset(): void {
    this.answers.clear();
    this.calls.length = 0;
  }

  /** The actions asked for, in order. */
  actions(): string[] {
    return this.calls.map(({ action }) => action);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await read(request);
      const { method = 'GET', url = '/', headers } = request;
      const program = /^\/stand-in\/(\w+)$/.exec(url)?.[1];
      if (program) {
        const handler = this.programs.get(program);
        response.end(
          handler ? await handler(body) : JSON.stringify({ code: 97, stderr: 'no handler\n' }),
        );
        return;
      }
      if (headers[STRAIGHT]) {
        forward(this.moto, request, body, response);
        return;
      }
      const asked = understand(method, url, headers, body);
      this.calls.push(asked);
      const answer =
        (await this.answers.get(asked.action)?.(asked)) ??
        (await this.usual.get(asked.action)?.(asked));
      if (answer) write(response, answer);
      else forward(this.moto, request, body, response);
    } catch (error) {
      response.writeHead(500).end(`the front itself failed: ${String(error)}`);
    }
  }
}

/** An error in the shape of its protocol. */
export function failed(
  { code, message = 'as the test wants it', status = 400 }: Failure,
  protocol: AwsRequest['protocol'],
): Answer {
  const inside = `<Code>${code}</Code><Message>${message}</Message>`;
  switch (protocol) {
    case 'json':
      return { status, headers: { 'x-amzn-errortype': code }, body: { __type: code, message } };
    case 'ec2':
      return {
        status,
        body: `<Response><Errors><Error>${inside}</Error></Errors><RequestID>r</RequestID></Response>`,
      };
    case 'query':
      return {
        status,
        body: `<ErrorResponse><Error><Type>Sender</Type>${inside}</Error><RequestId>r</RequestId></ErrorResponse>`,
      };
  }
}

function write(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'content-type': isText ? 'text/xml' : 'application/json',
    ...headers,
  });
  response.end(isText ? body : JSON.stringify(body));
}

function forward(
  moto: string,
  { method, url, headers }: IncomingMessage,
  body: string,
  response: ServerResponse,
): void {
  const onward = httpRequest(`${moto}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', (error) => response.writeHead(502).end(String(error)));
  onward.end(body);
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

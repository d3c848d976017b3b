import { spawn } from 'node:child_process';
import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import { isIP } from 'node:net';
import type { Given, Page } from './pages.ts';

const LONGEST_ANSWER_MS = 5000;
const LONGEST_FORWARD_MS = 10_000;
const MOST_REDIRECTS = 5;
const MOST_READ = 1_000_000;

/** Whether the page that was asked for came, and what came instead. */
export interface Answer {
  readonly answered: boolean;
  readonly says: string;
}

/** Asks as a browser would: nothing is changed by it. */
export interface Probe {
  http(url: string, page: Page, host?: string): Promise<Answer>;
  /** Through kubectl port-forward, to a Service's port. */
  portForward(service: ForwardedTo, page: Page): Promise<Answer>;
}

export interface ForwardedTo {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly path: string;
}

/** Asks over the network, and through the user's own kubectl. */
export const realProbe: Probe = {
  http: askHttp,
  portForward: async ({ namespace, service, port, path }, page) => {
    const forward = spawn(
      'kubectl',
      ['port-forward', '--namespace', namespace, `service/${service}`, `:${port}`],
      { env: { ...process.env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    try {
      const local = await localPort(forward);
      return typeof local === 'number'
        ? await askHttp(`http://127.0.0.1:${local}${path}`, page)
        : { answered: false, says: local };
    } finally {
      forward.kill();
    }
  },
};

// The port that kubectl chose, or why there is none.
function localPort(forward: ReturnType<typeof spawn>): Promise<number | string> {
  return new Promise((resolve) => {
    let said = '';
    const timer = setTimeout(
      () => resolve(`kubectl port-forward did not begin within ${LONGEST_FORWARD_MS / 1000} s`),
      LONGEST_FORWARD_MS,
    );
    const end = (result: number | string) => {
      clearTimeout(timer);
      resolve(result);
    };
    forward.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const port = /127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port) end(Number(port));
    });
    forward.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    forward.on('error', (error) => end(error.message));
    forward.on('close', () => end(`kubectl port-forward ended: ${said.trim().split('\n').at(-1)}`));
  });
}

type Ended = Given | { readonly error: string };

async function askHttp(url: string, page: Page, host?: string): Promise<Answer> {
  let at = new URL(url);
  const asked = host ?? at.hostname;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const way = redirects === 0 ? url : `${url} redirects to ${at.href}`;
    // Whoever redirects to the name that was asked for means this same address.
    const isSame = at.hostname === asked || at.hostname === new URL(url).hostname;
    const connectTo = isSame ? new URL(url).hostname : at.hostname;
    const given = await askOnce(at, connectTo, isSame ? host : undefined);
    if ('error' in given) {
      const where = redirects === 0 ? `${way}: ` : `${way}, where nothing answers: `;
      return { answered: false, says: `${where}${given.error}` };
    }
    const next = given.status >= 300 && given.status < 400 ? given.headers.location : undefined;
    if (next === undefined) return judged(given, page, redirects === 0 ? way : `${way}, which`);
    at = new URL(next, at);
  }
  return { answered: false, says: `${url} redirects again and again, finally to ${at.href}` };
}

function judged(given: Given, page: Page, way: string): Answer {
  const answered = page.isGiven(given);
  const but = answered ? '' : `, and it is not ${page.name}`;
  return { answered, says: `${way} answers ${given.status}${but}` };
}

// Every name below .localhost means this computer (RFC 6761), which not every system knows.
function addressOf(host: string): string {
  return /\.localhost$/i.test(host) ? '127.0.0.1' : host;
}

// node:http rather than fetch, which lets nobody choose the Host header.
function askOnce(url: URL, connectTo: string, host?: string): Promise<Ended> {
  return new Promise((resolve) => {
    const get = url.protocol === 'https:' ? getHttps : getHttp;
    const name = host ?? url.hostname;
    const request = get(
      {
        hostname: addressOf(connectTo),
        port: url.port,
        path: `${url.pathname}${url.search}`,
        headers: { host: url.port ? `${name}:${url.port}` : name },
        servername: isIP(name) ? '' : name,
        agent: false,
        signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
      },
      (response) => {
        let body = '';
        const { statusCode: status = 0, headers } = response;
        const end = () => resolve({ status, headers, body });
        response
          .setEncoding('utf8')
          .on('data', (text: string) => {
            body += text;
            if (body.length > MOST_READ) request.destroy();
          })
          .on('end', end)
          .on('error', end);
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) =>
      resolve({
        error:
          error.name === 'AbortError'
            ? `no answer within ${LONGEST_ANSWER_MS / 1000} s`
            : (error.code ?? error.message),
      }),
    );
  });
}

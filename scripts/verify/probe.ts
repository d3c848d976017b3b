import { spawn } from 'node:child_process';
import { get } from 'node:http';

const LONGEST_ANSWER_MS = 5000;
const LONGEST_FORWARD_MS = 10_000;

/** Whether something answered, and what. */
export interface Answer {
  readonly answered: boolean;
  readonly says: string;
}

/** Asks as a browser would: nothing is changed by it. */
export interface Probe {
  http(url: string, host?: string): Promise<Answer>;
  /** Through kubectl port-forward, to a Service's port. */
  portForward(namespace: string, service: string, port: number, path: string): Promise<Answer>;
}

/** Asks over the network, and through the user's own kubectl. */
export const realProbe: Probe = {
  http: askHttp,
  portForward: async (namespace, service, port, path) => {
    const forward = spawn(
      'kubectl',
      ['port-forward', '--namespace', namespace, `service/${service}`, `:${port}`],
      { env: { ...process.env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    try {
      const local = await localPort(forward);
      return typeof local === 'number'
        ? await askHttp(`http://127.0.0.1:${local}${path}`)
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

// node:http rather than fetch, which lets nobody choose the Host header.
function askHttp(url: string, host?: string): Promise<Answer> {
  return new Promise((resolve) => {
    const request = get(
      url,
      { headers: host ? { host } : {}, timeout: LONGEST_ANSWER_MS, agent: false },
      (response) => {
        const { statusCode = 0 } = response;
        response.resume();
        resolve({ answered: statusCode < 500, says: `${url} answers ${statusCode}` });
      },
    );
    request.on('timeout', () =>
      request.destroy(new Error(`no answer within ${LONGEST_ANSWER_MS / 1000} s`)),
    );
    request.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ answered: false, says: `${url}: ${error.code ?? error.message}` }),
    );
  });
}

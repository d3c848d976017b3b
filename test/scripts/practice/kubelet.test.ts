import { get } from 'node:https';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Line, Where } from '../../../scripts/practice/pods/kubelet/kubelet.ts';
import { wanted } from '../../../scripts/practice/pods/kubelet/logs.ts';
import { type KubeletServer, serveKubelet } from '../../../scripts/practice/pods/kubelet/server.ts';
import { orders } from '../../../scripts/practice/pods/logs.ts';
import { SpdyClient, until } from './support/spdy-client.ts';

const lines: Line[] = ['one', 'two', 'three'].map((text, index) => ({
  at: new Date(Date.UTC(2026, 10, 29, 8, 0, index)),
  text,
}));

let server: KubeletServer;
let asked: Where | undefined;
let left = 0;

beforeAll(async () => {
  server = await serveKubelet({
    exec: async (where, command, { input, out, err, gone }) => {
      asked = where;
      const [name = ''] = command;
      if (name === 'refused') throw new Error('not here');
      if (name === 'cat') for await (const part of input ?? []) out.write(part);
      if (name === 'large') out.write('x'.repeat(100_000));
      if (name === 'waits') {
        out.write('waiting');
        await new Promise((resolve) => gone.addEventListener('abort', resolve));
        left += 1;
      }
      err.write(`${command.join(' ')}\n`);
      return name === 'fails' ? 3 : 0;
    },
    forward: async (_, port, connection) => {
      if (port === 81) return 'nothing listens on port 81';
      connection.on('data', (part: Buffer) => connection.write(part.toString().toUpperCase()));
      connection.on('end', () => connection.end());
      return undefined;
    },
    log: async ({ container }, previous) => {
      if (previous) throw new Error('no previous one');
      return () => (container === 'web' ? lines : []);
    },
  });
});

afterAll(() => server.close());

describe('exec', () => {
  const PROTOCOL = 'v4.channel.k8s.io';

  test('has streams of its own for what it reads, prints and complains, and a status', async () => {
    const [client, head] = await begin('cat', 'a%20b');
    expect(head).toContain('101 Switching Protocols');
    expect(head).toContain(`X-Stream-Protocol-Version: ${PROTOCOL}`);
    const [error, stdin, stdout, stderr] = await streams(client);
    client.ping(7);
    client.send(stdin, 'hello ');
    client.send(stdin, 'pod', true);
    expect(await client.until(stdout)).toBe('hello pod');
    expect(await client.until(stderr)).toBe('cat a b\n');
    expect(JSON.parse(await client.until(error))).toMatchObject({ status: 'Success' });
    expect(client.pings).toEqual([7]);
    expect(asked).toEqual({ namespace: 'shop', pod: 'web-1', container: 'web' });
    client.close();
  });

  test('tells an exit code, a refusal, and comes in parts where it is large', async () => {
    expect(await statusOf('fails')).toMatchObject({
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '3' }] },
    });
    expect(await statusOf('refused')).toMatchObject({ status: 'Failure', message: 'not here' });
    const [client] = await begin('large');
    const [, , stdout] = await streams(client);
    expect(await client.until(stdout)).toHaveLength(100_000);
    client.close();
  });

  test('on a terminal waits for its size too, and returns the carriage at each line', async () => {
    const path = '/exec/shop/web-1/web?command=ls&input=1&output=1&error=1&tty=1';
    const [client] = await SpdyClient.open(server.port, path, PROTOCOL);
    asked = undefined;
    await client.stream({ streamtype: 'error' });
    await client.stream({ streamtype: 'stdin' });
    const stdout = await client.stream({ streamtype: 'stdout' });
    client.ping(9);
    await until(() => client.pings.includes(9));
    expect(asked).toBeUndefined();
    await client.stream({ streamtype: 'resize' });
    expect(await client.until(stdout)).toBe('ls\r\n');
    client.close();
  });

  test('ends when its caller goes away', async () => {
    const [client] = await begin('waits');
    const [, , stdout] = await streams(client);
    await client.holding(stdout, 'waiting');
    const before = left;
    client.close();
    await until(() => left > before);
    expect(left).toBe(before + 1);
  });

  async function begin(...command: string[]) {
    const words = command.map((word) => `command=${word}`).join('&');
    const path = `/exec/shop/web-1/web?${words}&input=1&output=1&error=1`;
    return SpdyClient.open(server.port, path, PROTOCOL);
  }

  async function streams(client: SpdyClient): Promise<[number, number, number, number]> {
    const ids: number[] = [];
    for (const streamtype of ['error', 'stdin', 'stdout', 'stderr']) {
      ids.push(await client.stream({ streamtype }));
    }
    return ids as [number, number, number, number];
  }

  async function statusOf(command: string): Promise<unknown> {
    const [client] = await begin(command);
    const [error] = await streams(client);
    const status: unknown = JSON.parse(await client.until(error));
    client.close();
    return status;
  }
});

test('port-forward leads each connection on, or says why it does not', async () => {
  const [client] = await SpdyClient.open(
    server.port,
    '/portForward/shop/web-1',
    'portforward.k8s.io',
  );
  const connection = async (requestid: string, port: string) => [
    await client.stream({ streamtype: 'error', port, requestid }),
    await client.stream({ streamtype: 'data', port, requestid }),
  ];
  const [, data = 0] = await connection('0', '80');
  client.send(data, 'socks');
  await client.holding(data, 'SOCKS');
  const [error = 0, closed = 0] = await connection('1', '81');
  expect(await client.until(error)).toBe('nothing listens on port 81');
  expect(await client.until(closed)).toBe('');
  client.send(data, ' and more', true);
  expect(await client.until(data)).toBe('SOCKS AND MORE');
  client.close();
});

describe('logs', () => {
  test.each([
    ['', [200, 'one\ntwo\nthree\n']],
    ['?tailLines=2', [200, 'two\nthree\n']],
    ['?tailLines=0', [200, '']],
    ['?limitBytes=5', [200, 'one\nt']],
    ['?timestamps=true&tailLines=1', [200, '2026-11-29T08:00:02.000Z three\n']],
    ['?previous=true', [400, 'no previous one']],
  ])('%s', async (query, answer) => {
    expect(await ask(`/containerLogs/shop/web-1/web${query}`)).toEqual(answer);
  });

  test('since a time, and only that', () => {
    const now = new Date(Date.UTC(2026, 10, 29, 8, 0, 2));
    const since = (query: string) =>
      wanted(lines, new URLSearchParams(query), now).map(({ text }) => text);
    expect(since('sinceSeconds=1')).toEqual(['two', 'three']);
    expect(since('sinceTime=2026-11-29T08:00:02Z')).toEqual(['three']);
  });

  test('the sidecar shows an order for each five seconds', () => {
    const [started, now] = [new Date(0), new Date(12_000)];
    expect(orders(started, now)).toEqual([
      { at: new Date(0), text: 'order 1' },
      { at: new Date(5000), text: 'order 2' },
      { at: new Date(10_000), text: 'order 3' },
    ]);
    expect(orders(now, started)).toEqual([]);
  });

  test('nothing else is answered', async () => {
    expect((await ask('/run/shop/web-1/web'))[0]).toBe(404);
    expect((await ask('/runningpods/'))[0]).toBe(404);
  });

  function ask(path: string): Promise<[number, string]> {
    return new Promise((resolve, reject) => {
      const options = {
        port: server.port,
        host: '127.0.0.1',
        path,
        rejectUnauthorized: false,
        agent: false as const,
      };
      get(options, (response) => {
        let text = '';
        response
          .setEncoding('utf8')
          .on('data', (part: string) => (text += part))
          .on('end', () => resolve([response.statusCode ?? 0, text]));
      }).on('error', reject);
    });
  }
});

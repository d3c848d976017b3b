import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { ownAddress } from '../../aws/own-address.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(answer: RequestListener): Promise<string> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

const call = {
  command: {
    name: 'init',
    flags: {
      name: { type: 'string', help: '' },
      from: { type: 'string', multiple: true, help: '' },
    },
  },
  flags: { name: 'anna' },
} as const;
const hint = 'give your address yourself: npm run init -- --name anna --from ADDRESS';

test('the answer is a range of one address', async () => {
  const url = await listen((_, response) => response.end('8.8.8.8\n'));
  expect(await ownAddress({ url })).toBe('8.8.8.8/32');
});

test.each<[string, RequestListener, RegExp]>([
  [
    'a page of a captive portal',
    (_, response) => response.end('<html>sign in'),
    /answered "<html>sign in", which is not an IPv4 address/,
  ],
  ['an IPv6 address', (_, response) => response.end('2001:db8::1'), /which is not an IPv4 address/],
  ['an error', (_, response) => response.writeHead(503).end(), /answered with status 503/],
  ['a broken connection', (request) => request.socket.destroy(), /could not be asked: /],
])('%s is told with what to do instead', async (_, answer, message) => {
  const url = await listen(answer);
  await expect(ownAddress({ call, url })).rejects.toMatchObject({
    message: expect.stringMatching(message),
    fix: hint,
  });
});

test('so is silence', async () => {
  const url = await listen(() => undefined);
  await expect(ownAddress({ call, url, longestWait: 200 })).rejects.toMatchObject({
    message: expect.stringContaining('could not be asked: no answer within 0.2 s'),
    fix: hint,
  });
});

test('so is nobody there', async () => {
  await expect(ownAddress({ call, url: 'http://127.0.0.1:1' })).rejects.toMatchObject({
    fix: hint,
  });
});

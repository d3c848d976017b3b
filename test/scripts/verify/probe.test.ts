import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, test } from '@jest/globals';
import { jenkinsPage, shopPage } from '../../../scripts/verify/pages.ts';
import { realProbe } from '../../../scripts/verify/probe.ts';

const SHOP = '<!DOCTYPE html><html><head><title>\n WeaveSocks\n </title></head></html>';

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = (listener: RequestListener) => listen(createServer(listener));
const page = (body: string) => serve((_, response) => response.end(body));
const redirecting = (location: string) =>
  serve((_, response) => response.writeHead(301, { location }).end());

describe('the shop', () => {
  test('is known by its own page', async () => {
    const at = await page(SHOP);
    expect(await realProbe.http(`http://${at}/`, shopPage)).toEqual({
      answered: true,
      says: `http://${at}/ answers 200`,
    });
  });

  test('is found by any name below .localhost, also where the system does not know it', async () => {
    const at = (await page(SHOP)).replace('127.0.0.1', 'shop-1.elb.us-west-2.localhost');
    expect(await realProbe.http(`http://${at}/`, shopPage)).toMatchObject({ answered: true });
  });

  test('is not any page with 200', async () => {
    const at = await page('<title>Welcome to nginx!</title>');
    expect(await realProbe.http(`http://${at}/`, shopPage)).toEqual({
      answered: false,
      says: `http://${at}/ answers 200, and it is not the shop's page`,
    });
  });

  test('is not its own words with another status', async () => {
    const at = await serve((_, response) => response.writeHead(404).end(SHOP));
    expect(await realProbe.http(`http://${at}/`, shopPage)).toMatchObject({
      answered: false,
      says: `http://${at}/ answers 404, and it is not the shop's page`,
    });
  });

  test('is found behind a redirect', async () => {
    const shop = await page(SHOP);
    const at = await redirecting(`http://${shop}/index.html`);
    expect(await realProbe.http(`http://${at}/`, shopPage)).toEqual({
      answered: true,
      says: `http://${at}/ redirects to http://${shop}/index.html, which answers 200`,
    });
  });

  test('is not there where a redirect leads to a port that nobody opened', async () => {
    const closed = createServer();
    const gone = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    const at = await redirecting(`https://${gone}/`);
    expect(await realProbe.http(`http://${at}/`, shopPage)).toEqual({
      answered: false,
      says: `http://${at}/ redirects to https://${gone}/, where nothing answers: ECONNREFUSED`,
    });
  });

  test('is not there where https has no certificate', async () => {
    const refusing = await listen(createTlsServer({}));
    const at = await redirecting(`https://${refusing}/`);
    const { answered, says } = await realProbe.http(`http://${at}/`, shopPage);
    expect(answered).toBe(false);
    expect(says).toMatch(
      `http://${at}/ redirects to https://${refusing}/, where nothing answers: `,
    );
  });

  test('is asked for by its host, also behind a redirect to the same name', async () => {
    const asked: (string | undefined)[] = [];
    const at = await serve(({ url, headers }, response) => {
      asked.push(headers.host);
      if (url === '/shop') response.end(SHOP);
      else response.writeHead(302, { location: '/shop' }).end();
    });
    const port = at.split(':')[1];
    expect(await realProbe.http(`http://${at}/`, shopPage, 'shop.example.com')).toMatchObject({
      answered: true,
    });
    expect(asked).toEqual([`shop.example.com:${port}`, `shop.example.com:${port}`]);
  });

  test('is not a redirect without end', async () => {
    const at = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
    expect(await realProbe.http(`http://${at}/`, shopPage)).toEqual({
      answered: false,
      says: `http://${at}/ redirects again and again, finally to http://${at}/`,
    });
  });
});

test.each([
  [200, { 'x-jenkins': '2.568.3' }, true],
  [403, { 'x-jenkins': '2.568.3' }, true],
  [503, { 'x-jenkins': '2.568.3' }, false],
  [200, {}, false],
  [403, {}, false],
])('an answer of %s with %j is Jenkins: %s', async (status, headers, answered) => {
  const at = await serve((_, response) => response.writeHead(status, headers).end());
  expect(await realProbe.http(`http://${at}/login`, jenkinsPage)).toMatchObject({ answered });
});

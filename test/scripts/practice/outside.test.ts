import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ASKED, REFUSED } from '../../../scripts/practice/outside/refuse.cjs';
import { outsideServer } from '../../../scripts/practice/outside/proxy.ts';
import { YOUR_ADDRESS } from '../../../config/practice.ts';
import { images } from '../../../tables/images.ts';

const server = outsideServer(() => undefined);
let url = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const ask = (asked: string) => fetch(url, { headers: { [ASKED]: asked } });

test('who asks for their own address gets the one of practice', async () => {
  const answer = await ask('https://checkip.amazonaws.com');
  expect((await answer.text()).trim()).toBe(YOUR_ADDRESS);
});

test('an image of our tables is there for both architectures, and no other tag of it is', async () => {
  const [repository = '', tag = ''] = images.frontEnd.split(':');
  const at = `https://registry-1.docker.io/v2/${repository}/manifests`;
  const { manifests } = (await (await ask(`${at}/${tag}`)).json()) as {
    manifests: { digest: string; platform: { architecture: string } }[];
  };
  expect(manifests.map(({ platform }) => platform.architecture)).toEqual(['amd64', 'arm64']);
  expect((await ask(`${at}/${manifests[0]?.digest}`)).status).toBe(200);
  expect((await ask(`${at}/0.0.0`)).status).toBe(404);
  expect((await ask(`https://registry-1.docker.io/v2/stranger/manifests/${tag}`)).status).toBe(404);
});

test('nobody else is asked', async () => {
  const answer = await ask('https://sts.us-west-2.amazonaws.com/');
  expect(answer.headers.get(REFUSED)).toContain('sts.us-west-2.amazonaws.com was not asked');
});

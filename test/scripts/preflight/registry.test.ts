import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type ImageFacts, readImage } from '../../../scripts/preflight/registry/read-image.ts';
import { placeOf } from '../../../scripts/preflight/registry/reference.ts';
import { Registry } from '../../../scripts/preflight/registry/registry.ts';
import { RegistryError } from '../../../scripts/preflight/registry/registry-error.ts';
import { LoopbackRegistry } from './support/loopback-registry.ts';

let server: LoopbackRegistry;
let registry: Registry;

beforeEach(async () => {
  server = await LoopbackRegistry.start();
  registry = ask();
});

afterEach(() => server.stop());

test('an OCI index: the image for the platform, its layers added up', async () => {
  server.putList('shop/carts:1', ['linux/amd64', 'linux/arm64'], 20e6);
  const found = await read('shop/carts:1');
  expect(found).toMatchObject({ state: 'fits' });
  expect(found.state === 'fits' && Math.round(found.bytes / 1e6)).toBe(25);
  expect(server.requests.map(withoutDigest)).toEqual([
    'HEAD /v2/shop/carts/manifests/1',
    'GET /token?scope=repository%3Ashop%2Fcarts%3Apull&service=loopback',
    'HEAD /v2/shop/carts/manifests/1',
    'GET /v2/shop/carts/manifests/1',
    'GET /v2/shop/carts/manifests/DIGEST',
  ]);
});

test("Docker's list of images", async () => {
  server.putDockerList('carts:1', ['linux/arm64', 'linux/amd64']);
  expect((await read('carts:1')).state).toBe('fits');
});

test('a single manifest tells its platform in its configuration', async () => {
  server.putSingle('carts:1');
  expect((await read('carts:1')).state).toBe('fits');
  expect(server.requests.map(withoutDigest).at(-1)).toBe('GET /v2/carts/blobs/DIGEST');
  expect(await read('carts:1', 'linux/arm64')).toEqual({
    state: 'other platform',
    platforms: ['linux/amd64'],
  });
});

test('a list without the platform names those that it has, and no attestation', async () => {
  server.putList('carts:1', ['linux/arm64', 'linux/s390x']);
  expect(await read('carts:1')).toEqual({
    state: 'other platform',
    platforms: ['linux/arm64', 'linux/s390x'],
  });
});

test.each([
  ['signed', 'application/vnd.docker.distribution.manifest.v1+prettyjws'],
  ['unsigned', 'application/vnd.docker.distribution.manifest.v1+json'],
])('schema 1, %s, is known by HEAD alone', async (_, type) => {
  server.putSchema1('old:1', type);
  expect(await read('old:1')).toEqual({ state: 'schema 1' });
  expect(server.pulls()).toEqual([]);
});

test('schema 1 that is called application/json is known by its content', async () => {
  server.putSchema1('old:1', 'application/json');
  expect(await read('old:1')).toEqual({ state: 'schema 1' });
});

test('a Helm chart and an HTML page are no images', async () => {
  server.putChart('chart:1');
  expect(await read('chart:1')).toEqual({
    state: 'no image',
    mediaType: 'application/vnd.cncf.helm.config.v1+json',
  });
  server.put('page:1', { type: 'text/html', body: '<html>' });
  expect(await read('page:1')).toEqual({ state: 'no image', mediaType: 'text/html' });
});

test('an image is asked for by its digest where it has one', async () => {
  const place = placeOf(`${server.host}/carts:1@sha256:${'0'.repeat(64)}`);
  expect(place.reference).toBe(`sha256:${'0'.repeat(64)}`);
  await expect(readImage(registry, place, 'linux/amd64')).rejects.toMatchObject({
    reason: 'missing',
  });
});

test('a registry without HEAD is read all the same', async () => {
  server.knowsHead = false;
  server.putSingle('carts:1');
  expect((await read('carts:1')).state).toBe('fits');
});

test('the pulls that are left are told, and not used up when they are few', async () => {
  server.limits = { 'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '87;w=21600' };
  server.putSingle('carts:1');
  await read('carts:1');
  expect(registry.allowance).toEqual({ remaining: 87, limit: 100, hours: 6 });
  expect(server.pulls()).toHaveLength(1);
  server.limits = { ...server.limits, 'ratelimit-remaining': '3;w=21600' };
  expect(await read('carts:1')).toEqual({ state: 'spared' });
  expect(server.pulls()).toHaveLength(1);
});

test.each([
  ['missing', 404, 'has no such image'],
  ['sign in', 403, 'gives it only to those who have signed in'],
  ['throttled', 429, 'accepts no more requests from this address for now'],
  ['broken', 500, 'answers 500 for carts/manifests/1'],
  ['broken', 418, 'answers 418 for carts/manifests/1'],
] as const)('%s: status %i', async (reason, status, message) => {
  server.putSingle('carts:1');
  server.trouble(/manifests/, { status });
  const error = await failing('carts:1');
  expect(error.reason).toBe(reason);
  expect(error.message).toContain(message);
});

test('one refusal for too many requests, or one fault, is waited out', async () => {
  server.putSingle('carts:1');
  server.trouble(/manifests/, { status: 503, times: 1 });
  expect((await read('carts:1')).state).toBe('fits');
  server.trouble(/manifests/, { status: 429, times: 1 });
  expect((await read('carts:1')).state).toBe('fits');
});

// It would outlast the test.
test('a long pause that the registry asks for is told, and not waited for', async () => {
  server.trouble(/manifests/, { status: 429, headers: { 'retry-after': '3600' } });
  expect((await failing('carts:1')).message).toContain('again in 3600 s');
});

test('credentials are used for a token and for basic sign-in, and told when they are refused', async () => {
  server.putSingle('carts:1');
  for (const signIn of ['token', 'basic'] as const) {
    server.signIn = signIn;
    registry = ask();
    expect(await failing('carts:1')).toMatchObject({ reason: 'sign in' });
    registry = ask(Buffer.from('user:secret').toString('base64'));
    expect((await read('carts:1')).state).toBe('fits');
    registry = ask(Buffer.from('user:wrong').toString('base64'));
    expect(await failing('carts:1')).toMatchObject({ reason: 'refused' });
  }
});

test('a registry that wants its credentials elsewhere without TLS gets none', async () => {
  const over = new Registry('registry.test', 'https://registry.test', () => 'secret');
  const place = { ...placeOf('carts:1'), url: 'https://registry.test' };
  const asked: string[] = [];
  const original = globalThis.fetch;
  globalThis.fetch = (async (url: string) => {
    asked.push(url);
    return new Response(null, {
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="http://evil.test/token"' },
    });
  }) as typeof fetch;
  try {
    await expect(readImage(over, place, 'linux/amd64')).rejects.toThrow(
      'registry.test says to sign in without TLS, at http://evil.test/token',
    );
  } finally {
    globalThis.fetch = original;
  }
  expect(asked).toEqual(['https://registry.test/v2/library/carts/manifests/1']);
});

test('a registry that has no TLS, none at all, or not in time', async () => {
  const place = placeOf(`${server.host}/carts:1`);
  const plain = new Registry(server.host, `https://${server.host}`, () => undefined);
  await expect(readImage(plain, place, 'linux/amd64')).rejects.toMatchObject({ reason: 'not TLS' });
  const patience = { longestMs: 200, pauseMs: 1 };
  const closed = new Registry('x', 'http://127.0.0.1:1', () => undefined, patience);
  await expect(readImage(closed, place, 'linux/amd64')).rejects.toMatchObject({
    reason: 'unreachable',
    message: expect.stringContaining('127.0.0.1:1 cannot be reached'),
  });
  const silent = await LoopbackRegistry.start();
  const held = new Registry('x', `http://${silent.host}`, () => undefined, patience);
  silent.hold = true;
  await expect(readImage(held, place, 'linux/amd64')).rejects.toMatchObject({ reason: 'late' });
  // The second one is not waited for.
  await expect(readImage(held, place, 'linux/amd64')).rejects.toMatchObject({ reason: 'late' });
  expect(silent.requests).toHaveLength(1);
  await silent.stop();
});

function ask(credentials?: string): Registry {
  const patience = { longestMs: 5000, pauseMs: 1 };
  return new Registry(server.host, `http://${server.host}`, () => credentials, patience);
}

function read(image: string, platform = 'linux/amd64'): Promise<ImageFacts> {
  return readImage(registry, placeOf(`${server.host}/${image}`), platform);
}

async function failing(image: string): Promise<RegistryError> {
  try {
    await read(image);
  } catch (error) {
    if (error instanceof RegistryError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

function withoutDigest(line: string): string {
  return line.replace(/sha256:[0-9a-f]+/, 'DIGEST');
}

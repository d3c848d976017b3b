import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { imagesOf } from '../../../scripts/preflight/images/images-of.ts';
import { inParallel } from '../../../scripts/shared/in-parallel.ts';
import { judge } from '../../../scripts/preflight/images/judge.ts';
import type { Looked } from '../../../scripts/preflight/images/looked.ts';
import { onANode } from '../../../scripts/preflight/images/on-a-node.ts';
import { pullLimits } from '../../../scripts/preflight/images/pull-limits.ts';
import { readChallenge } from '../../../scripts/preflight/registry/challenge.ts';
import { dockerCredentials } from '../../../scripts/preflight/registry/credentials.ts';
import { placeOf } from '../../../scripts/preflight/registry/reference.ts';
import { Registry } from '../../../scripts/preflight/registry/registry.ts';
import { RegistryError, unanswered } from '../../../scripts/preflight/registry/registry-error.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf } from '../../support/configs.ts';
import { stockOf } from '../../support/stock.ts';
import { temporaryFolder } from '../../support/temporary.ts';

test.each([
  ['mongo:4.4.29', 'docker.io', 'https://registry-1.docker.io', 'library/mongo', '4.4.29'],
  ['kbudde/exporter:1', 'docker.io', 'https://registry-1.docker.io', 'kbudde/exporter', '1'],
  ['docker.io/nginx', 'docker.io', 'https://registry-1.docker.io', 'library/nginx', 'latest'],
  ['registry.k8s.io/a/b:v1', 'registry.k8s.io', 'https://registry.k8s.io', 'a/b', 'v1'],
  ['localhost:5000/a:1', 'localhost:5000', 'http://localhost:5000', 'a', '1'],
  ['mirror.test:8443/x/mongo:4', 'mirror.test:8443', 'https://mirror.test:8443', 'x/mongo', '4'],
  ['127.0.0.1.test/a:1', '127.0.0.1.test', 'https://127.0.0.1.test', 'a', '1'],
  ['a/b:1@sha256:abc', 'docker.io', 'https://registry-1.docker.io', 'a/b', 'sha256:abc'],
])('where %s lies', (image, registry, url, repository, reference) => {
  expect(placeOf(image)).toEqual({ registry, url, repository, reference });
});

test('how a registry wants to be asked', () => {
  expect(
    readChallenge(
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"',
    ),
  ).toEqual({
    scheme: 'bearer',
    realm: 'https://auth.docker.io/token',
    service: 'registry.docker.io',
    scope: 'repository:a/b:pull,push',
  });
  expect(readChallenge('Basic realm="ECR"')).toEqual({ scheme: 'basic', realm: 'ECR' });
  expect(readChallenge('Negotiate x')).toBeUndefined();
  expect(readChallenge(null)).toBeUndefined();
});

test("docker login's file is read; without one, or a broken one, nobody is signed in", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, '.docker'));
  const path = join(folder, '.docker', 'config.json');
  const auths = { 'https://index.docker.io/v1/': { auth: 'hub' }, 'mirror.test': { auth: 'own' } };
  writeFileSync(path, JSON.stringify({ auths, credsStore: 'desktop' }));
  const credentials = dockerCredentials({ HOME: folder });
  expect(credentials('docker.io')).toBe('hub');
  expect(credentials('mirror.test')).toBe('own');
  expect(credentials('other.test')).toBeUndefined();
  expect(dockerCredentials({ DOCKER_CONFIG: join(folder, '.docker') })('mirror.test')).toBe('own');
  writeFileSync(path, '{');
  expect(dockerCredentials({ HOME: folder })('docker.io')).toBeUndefined();
  expect(dockerCredentials({ HOME: join(folder, 'none') })('docker.io')).toBeUndefined();
});

test('every image of the objects is looked at once, in order, with what runs it', () => {
  const used = imagesOf(stockOf(synthesize(configOf())));
  const images = used.map(({ image }) => image);
  expect(images).toEqual([...new Set(images)].sort());
  expect(images).toHaveLength(17);
  expect(used.find(({ image }) => image.startsWith('mongo:'))?.by).toEqual([
    'Deployment sock-shop/carts-db',
    'Deployment sock-shop/orders-db',
  ]);
});

test('a few at a time, in order', async () => {
  let [under, most] = [0, 0];
  const results = await inParallel([30, 10, 20, 1], 2, async (pause) => {
    most = Math.max(most, ++under);
    await new Promise((resolve) => setTimeout(resolve, pause));
    under--;
    return pause;
  });
  expect(results).toEqual([30, 10, 20, 1]);
  expect(most).toBe(2);
});

test.each([
  ['CERT_HAS_EXPIRED', 'not TLS', 'has a certificate that is not trusted'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'not TLS', 'has no TLS'],
  ['ENOTFOUND', 'unreachable', 'cannot be reached'],
  ['ECONNREFUSED', 'unreachable', 'cannot be reached'],
])('%s', (code, reason, message) => {
  const error = new TypeError('fetch failed', { cause: Object.assign(new Error('why'), { code }) });
  expect(unanswered('mirror.test', error, 1000)).toMatchObject({
    reason,
    message: expect.stringContaining(message),
  });
});

const mirror = '111122223333.dkr.ecr.us-west-2.amazonaws.com/mirror';

test.each<[string, string, Looked['found'], string, string, string]>([
  ['fits', 'mongo:4', fits(22e6), 'passed', 'linux/amd64, 22 MB compressed', ''],
  [
    'other platform',
    'mongo:4',
    { state: 'other platform', platforms: ['linux/arm64'] },
    'failed',
    'it exists only for linux/arm64, and the nodes are linux/amd64; Deployment a/b and 1 more would not start',
    'choose a nodes.instanceType of that architecture',
  ],
  [
    'schema 1',
    'weaveworksdemos/user:0.4.7',
    { state: 'schema 1' },
    'failed',
    "Docker's schema 1, which containerd no longer accepts since 2.1",
    'skopeo copy --format v2s2 docker://weaveworksdemos/user:0.4.7 docker://REGISTRY/weaveworksdemos/user:0.4.7',
  ],
  [
    'no image',
    'mongo:4',
    { state: 'no image', mediaType: 'text/html' },
    'failed',
    'this is not a container image: text/html',
    'tables/images.ts',
  ],
  ['spared', 'mongo:4', { state: 'spared' }, 'not checked', 'it exists', 'docker login'],
  [
    'missing',
    'mongo:4',
    new RegistryError('missing', 'docker.io has no such image'),
    'failed',
    'docker.io has no such image; Deployment a/b and 1 more would not start',
    'correct its name or tag in tables/images.ts',
  ],
  [
    'missing in a mirror',
    `${mirror}/mongo:4`,
    new RegistryError('missing', 'it has no such image'),
    'failed',
    'it has no such image',
    `copy it there: docker buildx imagetools create --tag ${mirror}/mongo:4 mongo:4`,
  ],
  [
    'Docker Hub without such a repository',
    'nobody/nothing:1',
    new RegistryError('sign in', 'docker.io gives it only to those who have signed in'),
    'failed',
    'or has no such image: the nodes are not signed in',
    'tables/images.ts',
  ],
  [
    'ECR without signing in',
    `${mirror}/mongo:4`,
    new RegistryError('sign in', 'it gives it only to those who have signed in'),
    'not checked',
    'only to those who have signed in',
    'sign in: aws ecr get-login-password --region us-west-2 | docker login --username AWS --password-stdin 111122223333.dkr.ecr.us-west-2.amazonaws.com',
  ],
  [
    'a mirror without signing in',
    'mirror.test/mongo:4',
    new RegistryError('sign in', 'mirror.test gives it to nobody'),
    'not checked',
    'mirror.test gives it to nobody',
    'sign in: docker login mirror.test',
  ],
  [
    'wrong credentials',
    'mirror.test/mongo:4',
    new RegistryError('refused', 'mirror.test refuses your credentials'),
    'failed',
    'mirror.test refuses your credentials',
    'sign in again: docker login mirror.test',
  ],
  [
    'no TLS',
    'mirror.test/mongo:4',
    new RegistryError('not TLS', 'mirror.test has no TLS'),
    'failed',
    'mirror.test has no TLS',
    'give mirror.test a certificate that everybody trusts',
  ],
  [
    'throttled',
    'mongo:4',
    new RegistryError('throttled', 'no more requests just now'),
    'not checked',
    'no more requests just now',
    'wait, or sign in: docker login',
  ],
  [
    'unreachable',
    'mongo:4',
    new RegistryError('unreachable', 'cannot be reached'),
    'not checked',
    'cannot be reached',
    'check the network, and look again',
  ],
])('%s', (_, image, found, state, says, fix) => {
  const line = judge(looked(image, found), 'linux/amd64');
  expect(line).toMatchObject({ state, what: image, says: expect.stringContaining(says) });
  expect(line.fix ?? '').toContain(fix);
  expect(line.fix === undefined).toBe(state === 'passed');
});

test('all images on one node: layers that they share count once', () => {
  const all = [looked('a', fits(100e6)), looked('b', fits(50e6))];
  expect(onANode(all, 40).says).toBe("145 MB compressed in 2 images; a node's disk has 40 GiB");
  const some = [...all, looked('c', { state: 'spared' })];
  expect(onANode(some, 40).says).toBe(
    "at least 145 MB compressed in 2 images, without 1 of unknown size; a node's disk has 40 GiB",
  );
  expect(onANode([looked('a', fits(9e9))], 20).note).toContain('raise nodes.volumeSize');
  expect(onANode([looked('c', { state: 'spared' })], 40).state).toBe('not checked');
});

test('pull limits, against what the nodes will pull', () => {
  const hub = new Registry('docker.io', 'https://registry-1.docker.io', () => undefined);
  const all = ['a:1', 'b:1', 'c:1'].map((image) => looked(image, fits(1)));
  expect(pullLimits(all, [hub], configOf())).toMatchObject([{ says: 'it names no limit' }]);
  hub.allowance = { remaining: 87, limit: 100, hours: 6 };
  expect(pullLimits(all, [hub], configOf())).toEqual([
    {
      group: 'images',
      check: 'pull limits',
      what: 'pull limits of docker.io',
      state: 'passed',
      says: '87 of 100 pulls in 6 h left to this address; each node has its own address, and pulls up to 3',
    },
  ]);
  hub.allowance = { remaining: 8, limit: 10 };
  const [line] = pullLimits(all, [hub], configOf({ network: 'private' }));
  expect(line?.says).toBe(
    "8 of 10 pulls left to this address; all nodes share the NAT gateway's address, and pull up to 12",
  );
  expect(line?.note).toContain('that is more than 10: copy the images to your own registry');
  expect(pullLimits([], [new Registry('ghcr.io', '', () => '')], configOf())).toEqual([]);
});

// 5 MB of each are a layer that all share.
function fits(bytes: number): Looked['found'] {
  const layers = [
    { digest: 'base', size: 5e6 },
    { digest: String(bytes), size: bytes - 5e6 },
  ];
  return { state: 'fits', layers, bytes };
}

function looked(image: string, found: Looked['found']): Looked {
  return {
    image,
    by: ['Deployment a/b', 'Deployment a/c'],
    place: placeOf(image),
    original: image.replace(`${mirror}/`, ''),
    found,
  };
}

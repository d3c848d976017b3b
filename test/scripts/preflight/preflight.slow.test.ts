import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { imagesOf } from '../../../scripts/preflight/images/images-of.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf } from '../../support/configs.ts';
import { type Finished, runScript } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { LoopbackRegistry } from './support/loopback-registry.ts';
import { type RealRegistry, registryProgram, startRegistry } from './support/real-registry.ts';

// npm run preflight -- --images as its user runs it: without AWS, against registries on loopback.

let folder: string;

beforeAll(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'clusters'));
});

function look(
  registry: string,
  { more = '', env = {} }: { more?: string; env?: NodeJS.ProcessEnv } = {},
  ...args: string[]
): Promise<Finished> {
  writeFileSync(
    join(folder, 'clusters', 'sock-shop.yaml'),
    `name: sock-shop\nowner: dev\naccess: { from: [52.95.110.1/32] }\nimages: { registry: "${registry}" }\n${more}`,
  );
  return runScript('scripts/preflight.ts', ['--images', ...args], {
    cwd: folder,
    env: { HOME: folder, PATH: '', AWS_ENDPOINT_URL: 'http://127.0.0.1:1', ...env },
  });
}

// The names that the images have below a mirror's prefix.
function names(registry: string): string[] {
  const { images } = configOf({ images: { registry } });
  return imagesOf(synthesize(configOf({ images }))).map(({ image }) =>
    image.slice(registry.length + 1),
  );
}

describe('a registry that answers as real ones do', () => {
  let registry: LoopbackRegistry;

  beforeAll(async () => {
    registry = await LoopbackRegistry.start();
    for (const name of names(registry.host)) registry.putSingle(name);
  });
  afterAll(() => registry.stop());

  test('all that may be wrong with an image, a line each, in order, the same each time', async () => {
    registry.putSchema1('weaveworksdemos/user:0.4.7');
    registry.putList('jenkins/jenkins:2.580.1-lts-jdk21', ['linux/arm64']);
    registry.putChart('rabbitmq:3.6.8-management');
    registry.trouble(/carts\/manifests/, { status: 404, times: 2 });
    registry.limits = { 'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '99;w=21600' };
    const first = await look(registry.host);
    const text = first.stdout.replaceAll(registry.host, 'MIRROR');
    expect(first).toMatchObject({ code: 1, stderr: '' });
    const failures = text.split('\n').filter((line) => line.startsWith('  FAILED'));
    expect(failures.map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
      ' | FAILED | MIRROR/jenkins/jenkins:2.580.1-lts-jdk21 | it exists only for linux/arm64, and the nodes are linux/amd64; Pod dev-bc-svc/jenkins would not start',
      ' | FAILED | MIRROR/rabbitmq:3.6.8-management | this is not a container image: application/vnd.cncf.helm.config.v1+json; Deployment sock-shop/rabbitmq would not start',
      ' | FAILED | MIRROR/weaveworksdemos/carts:0.4.8 | MIRROR has no such image; Deployment sock-shop/carts would not start',
      " | FAILED | MIRROR/weaveworksdemos/user:0.4.7 | its manifest has Docker's schema 1, which containerd no longer accepts since 2.1, and the nodes have a newer one; Deployment sock-shop/user would not start",
    ]);
    expect(text).toContain(
      '→ copy it there: docker buildx imagetools create --tag MIRROR/weaveworksdemos/carts:0.4.8 weaveworksdemos/carts:0.4.8',
    );
    expect(text).toMatch(
      /passed +all images on one node +at least 25\d? MB compressed in 13 images, without 4 of/,
    );
    expect(text).toMatch(/pull limits of MIRROR +99 of 100 pulls in 6 h left to this address/);
    expect(text).toContain('15 passed, 4 failed, 0 not checked');
    registry.trouble(/carts\/manifests/, { status: 404, times: 2 });
    const second = await look(registry.host);
    expect(second.stdout.replace(/in \d+ s/g, '')).toBe(first.stdout.replace(/in \d+ s/g, ''));
  });

  test('throttled: not checked, and no failure', async () => {
    const throttled = await LoopbackRegistry.start();
    throttled.trouble(/manifests/, { status: 429, headers: { 'retry-after': '3600' } });
    const { code, stdout } = await look(throttled.host, {}, '--json');
    const { lines } = JSON.parse(stdout) as { lines: { state: string; says: string }[] };
    expect(code).toBe(0);
    expect(new Set(lines.map(({ state }) => state))).toEqual(new Set(['not checked']));
    expect(lines[0]?.says).toContain('again in 3600 s');
    await throttled.stop();
  });

  test('nobody answers: not checked, at once', async () => {
    const closed = await LoopbackRegistry.start();
    const { host } = closed;
    await closed.stop();
    const { code, stdout } = await look(host);
    expect(code).toBe(0);
    expect(stdout).toContain(`${host} cannot be reached: ECONNREFUSED`);
    expect(stdout).toContain('0 passed, 0 failed, 18 not checked');
  });
});

const program = registryProgram();
if (!program) {
  console.warn("skipped: Debian's docker-registry is not installed, and cannot be fetched");
}

(program ? describe : describe.skip)("Debian's docker-registry, with a password", () => {
  let registry: RealRegistry;
  const all: string[] = [];

  beforeAll(async () => {
    registry = await startRegistry(program ?? '', temporaryFolder());
    all.push(...names(registry.host));
    const lists = ['docker', 'oci', 'none'] as const;
    for (const [index, name] of all.slice(1).entries()) {
      const list = lists[index % lists.length] ?? 'none';
      const platforms = list === 'none' ? ['linux/amd64'] : ['linux/arm64', 'linux/amd64'];
      await registry.push(name, platforms, list);
    }
    await registry.push('autoscaling/cluster-autoscaler:other', ['linux/amd64'], 'none');
  }, 60_000);
  afterAll(() => registry?.stop());

  test('without credentials nothing can be told', async () => {
    const { code, stdout } = await look(registry.host);
    expect(code).toBe(0);
    expect(stdout).toContain('18 not checked');
    expect(stdout).toContain(`→ sign in: docker login ${registry.host}`);
  });

  test('signed in: every image is found, but the tag that is not there', async () => {
    signIn('user:secret');
    const { code, stdout } = await look(registry.host);
    expect(code).toBe(1);
    expect(stdout).toContain('18 passed, 1 failed, 0 not checked');
    expect(stdout).toMatch(
      /FAILED +\S+\/autoscaling\/cluster-autoscaler:\S+ +\S+ has no such image/,
    );
    expect(stdout).toContain('note: nodes are not signed in: give');
    expect(stdout.match(/linux\/amd64, 0\.10 MB compressed/g)).toHaveLength(16);
  });

  test('for nodes of another architecture', async () => {
    signIn('user:secret');
    const { code, stdout } = await look(registry.host, {
      more: 'sockShop: { enabled: false }\nnodes: { instanceType: t4g.large }\n',
    });
    expect(code).toBe(1);
    expect(stdout).toContain('it exists only for linux/amd64, and the nodes are linux/arm64');
    expect(stdout).toContain('linux/arm64, 0.10 MB compressed');
  });

  test('with a wrong password', async () => {
    signIn('user:wrong');
    const { code, stdout } = await look(registry.host);
    expect(code).toBe(1);
    expect(stdout).toContain(`→ sign in again: docker login ${registry.host}`);
    expect(stdout).not.toContain('wrong');
  });

  function signIn(user: string): void {
    mkdirSync(join(folder, '.docker'), { recursive: true });
    const auth = Buffer.from(user).toString('base64');
    writeFileSync(
      join(folder, '.docker', 'config.json'),
      JSON.stringify({ auths: { [registry.host]: { auth } } }),
    );
  }
});

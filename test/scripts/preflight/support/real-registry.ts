import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheRoot } from '../../../../control-plane/cache.ts';

const LONGEST_START_MS = 30_000;
const USER = `Basic ${Buffer.from('user:secret').toString('base64')}`;
// bcrypt of "secret".
const HTPASSWD = 'user:$2b$04$hKSqo2Xf7g166mG4xYINyONIPZ7RnvdEHnVunmsn5jfgfhSXQODzu\n';

/** The reference implementation of a registry, as Debian packages it. */
export interface RealRegistry {
  readonly host: string;
  /** Puts an image for each of some platforms, and with `list` one that names them all. */
  push(name: string, platforms: readonly string[], list: 'docker' | 'oci' | 'none'): Promise<void>;
  stop(): Promise<void>;
}

/** Where docker-registry is: on the PATH, or fetched once from Debian's packages; undefined where neither goes. */
export function registryProgram(): string | undefined {
  const onPath = (process.env.PATH ?? '')
    .split(':')
    .map((folder) => join(folder, 'docker-registry'))
    .find((path) => existsSync(path));
  if (onPath) return onPath;
  const folder = join(dirname(cacheRoot()), 'docker-registry');
  const program = join(folder, 'usr', 'bin', 'docker-registry');
  const isThere = () => existsSync(program);
  // Another run may have been the first to fetch it, and a mirror may answer at the second try only.
  return isThere() || fetchPackage(folder) || isThere() || fetchPackage(folder)
    ? program
    : undefined;
}

function fetchPackage(folder: string): boolean {
  try {
    mkdirSync(dirname(folder), { recursive: true });
    const beside = mkdtempSync(`${folder}-`);
    execFileSync('apt-get', ['download', 'docker-registry'], { cwd: beside, stdio: 'pipe' });
    const [file = ''] = readdirSync(beside);
    execFileSync('dpkg-deb', ['-x', file, '.'], { cwd: beside, stdio: 'pipe' });
    renameSync(beside, folder);
    return true;
  } catch {
    return false;
  }
}

/** Starts one that asks for a password, in a folder of its own. */
export async function startRegistry(program: string, folder: string): Promise<RealRegistry> {
  const config = join(folder, 'config.yml');
  writeFileSync(join(folder, 'htpasswd'), HTPASSWD);
  writeFileSync(
    config,
    JSON.stringify({
      version: '0.1',
      log: { level: 'info', formatter: 'text' },
      storage: { filesystem: { rootdirectory: join(folder, 'data') } },
      http: { addr: '127.0.0.1:0' },
      auth: { htpasswd: { realm: 'loopback', path: join(folder, 'htpasswd') } },
    }),
  );
  const child = spawn(program, ['serve', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  let said = '';
  const host = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no start: ${said}`)), LONGEST_START_MS);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = /listening on (127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.on('close', () => reject(new Error(`ended: ${said}`)));
  });
  const url = `http://${host}/v2`;
  return {
    host,
    push: (name, platforms, list) => push(url, name, platforms, list),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

async function push(
  url: string,
  name: string,
  platforms: readonly string[],
  list: 'docker' | 'oci' | 'none',
): Promise<void> {
  const [repository = '', tag = ''] = name.split(':');
  const kinds = list === 'oci' ? oci : docker;
  const manifests = [];
  for (const platform of platforms) {
    const [os = '', architecture = ''] = platform.split('/');
    const config = JSON.stringify({ os, architecture, rootfs: { type: 'layers', diff_ids: [] } });
    const layer = 'x'.repeat(100_000) + platform;
    for (const blob of [config, layer]) await upload(url, repository, blob);
    const body = JSON.stringify({
      schemaVersion: 2,
      mediaType: kinds.manifest,
      config: { mediaType: kinds.config, digest: digestOf(config), size: config.length },
      layers: [{ mediaType: kinds.layer, digest: digestOf(layer), size: layer.length }],
    });
    const reference = list === 'none' ? tag : digestOf(body);
    await put(`${url}/${repository}/manifests/${reference}`, kinds.manifest, body);
    manifests.push({
      mediaType: kinds.manifest,
      digest: digestOf(body),
      size: body.length,
      platform: { os, architecture },
    });
  }
  if (list === 'none') return;
  const index = JSON.stringify({ schemaVersion: 2, mediaType: kinds.list, manifests });
  await put(`${url}/${repository}/manifests/${tag}`, kinds.list, index);
}

const docker = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  list: 'application/vnd.docker.distribution.manifest.list.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
};
const oci = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  list: 'application/vnd.oci.image.index.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
};

async function upload(url: string, repository: string, blob: string): Promise<void> {
  const begun = await ask('POST', `${url}/${repository}/blobs/uploads/`);
  const to = new URL(begun.headers.get('location') ?? '');
  to.searchParams.set('digest', digestOf(blob));
  await put(to.href, 'application/octet-stream', blob);
}

async function put(url: string, type: string, body: string): Promise<void> {
  await ask('PUT', url, { headers: { 'content-type': type }, body });
}

async function ask(
  method: string,
  url: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {},
): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: { authorization: USER, ...headers },
    ...(body !== undefined && { body }),
  });
  if (!response.ok)
    throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return response;
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

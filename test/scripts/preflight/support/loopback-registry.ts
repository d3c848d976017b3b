import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the registry wants to be asked. */
export type SignIn = 'nobody' | 'anonymous token' | 'token' | 'basic';

interface Stored {
  readonly type: string;
  readonly body: string;
}

interface Trouble {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** How often; for good without it. */
  times?: number;
}

const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
const LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const SCHEMA_1 = 'application/vnd.docker.distribution.manifest.v1+prettyjws';

/** A registry on loopback that answers with the shapes that real ones do. */
export class LoopbackRegistry {
  /** Method and path of every request, in order. */
  readonly requests: string[] = [];
  /** Headers on every answer about a manifest. */
  limits: Readonly<Record<string, string>> = {};
  signIn: SignIn = 'anonymous token';
  user = 'user:secret';
  knowsHead = true;
  /** Takes requests, and answers none. */
  hold = false;
  private readonly manifests = new Map<string, Stored>();
  private readonly blobs = new Map<string, string>();
  private readonly troubles: (Trouble & { readonly path: RegExp })[] = [];

  private constructor(private readonly server: ReturnType<typeof createServer>) {}

  static async start(): Promise<LoopbackRegistry> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const registry = new LoopbackRegistry(server);
    server.on('request', (request, response) => registry.handle(request, response));
    return registry;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** An image for several platforms, with an attestation, as BuildKit pushes it. */
  putList(name: string, platforms: readonly string[], size = 20e6, type = OCI_INDEX): void {
    const isOci = type === OCI_INDEX;
    const manifests = platforms.map((platform) => {
      const [os, architecture] = platform.split('/');
      const { digest } = this.store(name, this.manifest(platform, size, isOci));
      return { mediaType: isOci ? OCI_MANIFEST : MANIFEST, digest, platform: { os, architecture } };
    });
    const attestation = {
      mediaType: OCI_MANIFEST,
      digest: `sha256:${'a'.repeat(64)}`,
      annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
      platform: { os: 'unknown', architecture: 'unknown' },
    };
    const body = { schemaVersion: 2, mediaType: type, manifests: [...manifests, attestation] };
    this.put(name, { type, body: JSON.stringify(body) });
  }

  putDockerList(name: string, platforms: readonly string[]): void {
    this.putList(name, platforms, 20e6, LIST);
  }

  /** An image for one platform, without a list, as Docker pushed it for years. */
  putSingle(name: string, platform = 'linux/amd64', size = 20e6): void {
    this.put(name, this.manifest(platform, size, false));
  }

  /** An image of before 2016. */
  putSchema1(name: string, type = SCHEMA_1): void {
    const body = {
      schemaVersion: 1,
      name,
      tag: 'latest',
      architecture: 'amd64',
      fsLayers: [{ blobSum: `sha256:${'b'.repeat(64)}` }],
      history: [{ v1Compatibility: '{}' }],
      signatures: [],
    };
    this.put(name, { type, body: JSON.stringify(body) });
  }

  /** A Helm chart, which lies in a registry as an image does. */
  putChart(name: string): void {
    const config = {
      mediaType: 'application/vnd.cncf.helm.config.v1+json',
      digest: `sha256:${'c'.repeat(64)}`,
      size: 100,
    };
    const body = { schemaVersion: 2, mediaType: OCI_MANIFEST, config, layers: [] };
    this.put(name, { type: OCI_MANIFEST, body: JSON.stringify(body) });
  }

  /** Anything at all, under repository:tag. */
  put(name: string, stored: Stored): void {
    const [repository = '', tag = 'latest'] = name.split(':');
    this.manifests.set(`${repository}/manifests/${tag}`, stored);
    this.store(name, stored);
  }

  /** Answers requests for matching paths with something else. */
  trouble(path: RegExp, trouble: Trouble): void {
    this.troubles.push({ path, ...trouble });
  }

  /** The requests that Docker Hub would count as pulls. */
  pulls(): string[] {
    return this.requests.filter((line) => /^GET .*\/manifests\//.test(line));
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private manifest(platform: string, size: number, isOci: boolean): Stored {
    const [os, architecture] = platform.split('/');
    const config = JSON.stringify({ os, architecture, rootfs: { type: 'layers' } });
    const kind = isOci ? 'vnd.oci.image' : 'vnd.docker';
    this.blobs.set(digestOf(config), config);
    const body = {
      schemaVersion: 2,
      mediaType: isOci ? OCI_MANIFEST : MANIFEST,
      config: {
        mediaType: `application/${kind}${isOci ? '.config' : '.container.image'}.v1+json`,
        digest: digestOf(config),
        size: config.length,
      },
      layers: [
        { mediaType: 'layer', digest: digestOf('base'), size: 5e6 },
        { mediaType: 'layer', digest: digestOf(`${platform}${size}`), size },
      ],
    };
    return { type: body.mediaType, body: JSON.stringify(body) };
  }

  private store(name: string, stored: Stored): { digest: string } {
    const digest = digestOf(stored.body);
    this.manifests.set(`${name.split(':')[0]}/manifests/${digest}`, stored);
    return { digest };
  }

  private handle({ method = '', url = '', headers }: IncomingMessage, response: ServerResponse) {
    this.requests.push(`${method} ${url}`);
    if (this.hold) return;
    const trouble = this.troubles.find(({ path, times }) => path.test(url) && (times ?? 1) > 0);
    if (trouble) {
      if (trouble.times !== undefined) trouble.times--;
      response.writeHead(trouble.status, { ...this.limits, ...trouble.headers }).end();
      return;
    }
    if (url.startsWith('/token')) {
      const ok = this.signIn === 'anonymous token' || headers.authorization === this.basic();
      response.writeHead(ok ? 200 : 401).end(JSON.stringify({ token: 'granted' }));
      return;
    }
    if (!this.letsIn(headers.authorization)) {
      response.writeHead(401, { 'www-authenticate': this.challenge(url) }).end();
      return;
    }
    const path = url.replace(/^\/v2\//, '');
    const blob = this.blobs.get(path.split('/blobs/')[1] ?? '');
    const stored = blob
      ? { type: 'application/octet-stream', body: blob }
      : this.manifests.get(path);
    if (method === 'HEAD' && !this.knowsHead) response.writeHead(405).end();
    else if (!stored) response.writeHead(404).end(JSON.stringify({ errors: [] }));
    else {
      response.writeHead(200, {
        'content-type': stored.type,
        'docker-content-digest': digestOf(stored.body),
        ...this.limits,
      });
      response.end(method === 'HEAD' ? undefined : stored.body);
    }
  }

  private letsIn(authorization: string | undefined): boolean {
    if (this.signIn === 'nobody') return true;
    return authorization === (this.signIn === 'basic' ? this.basic() : 'Bearer granted');
  }

  private basic(): string {
    return `Basic ${Buffer.from(this.user).toString('base64')}`;
  }

  private challenge(url: string): string {
    if (this.signIn === 'basic') return 'Basic realm="loopback"';
    const [repository = ''] = url.replace(/^\/v2\//, '').split(/\/(manifests|blobs)\//);
    return `Bearer realm="http://${this.host}/token",service="loopback",scope="repository:${repository}:pull"`;
  }
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
